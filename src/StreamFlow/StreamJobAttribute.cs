namespace StreamFlow;

/// <summary>The job's identity: it stands in transactional ids, consumer groups and checkpoint paths, so it does not change when the class is renamed.</summary>
/// <param name="name">Lower-case letters, digits and hyphens, such as <c>iot-data-processing</c>; at most 100 characters.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StreamJobAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
