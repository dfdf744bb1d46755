namespace StreamFlow.Integration.Kafka;

/// <summary>A test that needs a real Kafka; skipped, with the reason, where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KafkaFactAttribute : FactAttribute
{
    public const string Variable = "STREAMFLOW_TEST_KAFKA";

    public KafkaFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
            Skip = $"needs a real Kafka: set {Variable} to its address (host:port) or to a script that starts one (SCRIPT up --port P --dir D)";
    }
}
