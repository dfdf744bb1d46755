namespace StreamFlow;

/// <summary>The property holds the record's own key (Kafka's message key) instead of a member of its value</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RecordKeyAttribute : Attribute;
