namespace StreamFlow.Connectors;

/// <summary>Where a first start begins, for a source that by itself begins at its first offsets.</summary>
public static class StartOffsets
{
    /// <param name="bounds">Of all partitions.</param>
    /// <param name="startFrom">What the run says (<see cref="ConnectorContext.StartFrom"/>): "latest", "earliest", or null for the same.</param>
    /// <exception cref="StreamFaultException">The run says something else.</exception>
    public static IReadOnlyDictionary<int, long> Of(IReadOnlyList<PartitionBounds> bounds, string? startFrom) => startFrom switch
    {
        null or "earliest" => bounds.ToDictionary(bound => bound.Partition, bound => bound.Earliest),
        "latest" => bounds.ToDictionary(bound => bound.Partition, bound => bound.End),
        _ => throw StreamFaultException.User($"a run cannot start from '{startFrom}'", "--from earliest or --from latest"),
    };
}
