namespace StreamFlow.Integration.Kafka;

/// <summary>As <see cref="KafkaFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KafkaTheoryAttribute : TheoryAttribute
{
    public KafkaTheoryAttribute() => Skip = new KafkaFactAttribute().Skip;
}
