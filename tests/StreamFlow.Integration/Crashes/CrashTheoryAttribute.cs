using StreamFlow.Integration.Kafka;
using StreamFlow.Integration.Postgres;

namespace StreamFlow.Integration.Crashes;

/// <summary>A test that crashes servers of its own; skipped, with the reason, where no script starts them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CrashTheoryAttribute : TheoryAttribute
{
    public CrashTheoryAttribute(bool needsPostgres = false)
    {
        if (KafkaScript.Path is null)
            Skip = $"needs a Kafka that it may crash: set {KafkaFactAttribute.Variable} to a script that starts one (SCRIPT up --port P --dir D)";
        else if (needsPostgres && !CrashBed.IsPostgresThere)
            Skip = $"needs a PostgreSQL that it may crash: set {PostgresFactAttribute.Variable} to a script that starts one (tests/StreamFlow.Integration/Postgres/postgres.sh)";
    }
}
