namespace StreamFlow.Integration.Files;

/// <summary>A test that needs DuckDB's library; skipped, with the reason, where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DuckDbTheoryAttribute : TheoryAttribute
{
    public const string Variable = "STREAMFLOW_TEST_DUCKDB";

    public DuckDbTheoryAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
            Skip = $"needs DuckDB's library: set {Variable} to the path of libduckdb";
    }
}
