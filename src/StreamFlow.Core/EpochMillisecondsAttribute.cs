namespace StreamFlow;

/// <summary>The property travels as a JSON number of milliseconds since the Unix epoch, UTC. For <see cref="DateTimeOffset"/> properties.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class EpochMillisecondsAttribute : Attribute;
