namespace StreamFlow;

/// <summary>The property holds a header of the record instead of a member of its value: <c>string</c> (UTF-8) or <c>byte[]</c>, null where the record lacks it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RecordHeaderAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
