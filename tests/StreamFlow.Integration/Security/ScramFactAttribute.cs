using StreamFlow.Integration.Kafka;

namespace StreamFlow.Integration.Security;

/// <summary>A test that needs a Kafka with SASL/SCRAM, which it has to start itself; skipped, with the reason, where it cannot.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScramFactAttribute : FactAttribute
{
    public ScramFactAttribute()
    {
        if (!File.Exists(Environment.GetEnvironmentVariable(KafkaFactAttribute.Variable)))
            Skip = $"needs a Kafka with logins: set {KafkaFactAttribute.Variable} to a script that starts one (SCRIPT up --auth scram --port P --dir D: user app, password app-secret)";
    }
}
