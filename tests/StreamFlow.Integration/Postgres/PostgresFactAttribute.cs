namespace StreamFlow.Integration.Postgres;

/// <summary>A test that needs a real PostgreSQL; skipped, with the reason, where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public const string Variable = "STREAMFLOW_TEST_POSTGRES";

    public PostgresFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Skip = $"needs a real PostgreSQL: set {Variable} to the connection string of a superuser, or to a script that starts one (tests/StreamFlow.Integration/Postgres/postgres.sh)";
        }
    }
}
