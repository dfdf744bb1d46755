namespace StreamFlow;

/// <summary>The property holds the record's own timestamp instead of a member of its value</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RecordTimestampAttribute : Attribute;
