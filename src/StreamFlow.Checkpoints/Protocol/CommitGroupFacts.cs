namespace StreamFlow.Checkpoints.Protocol;

/// <summary>One or more sinks of the job's plan that share a transaction and a marker.</summary>
/// <param name="Name">The group's name, unique in the job.</param>
/// <param name="Sinks">The names of its sinks; at least one.</param>
/// <param name="Marker">What the group answered, after it was fenced.</param>
public sealed record CommitGroupFacts(string Name, IReadOnlyList<string> Sinks, SinkMarker Marker);
