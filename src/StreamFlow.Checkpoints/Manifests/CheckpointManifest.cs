namespace StreamFlow.Checkpoints.Manifests;

/// <summary>A checkpoint: the state after an epoch, named page by page. Immutable, and published whole or not at all.</summary>
public sealed record CheckpointManifest
{
    /// <summary>The job's name: a checkpoint of another job is refused.</summary>
    public required string Job { get; init; }

    /// <summary>The last epoch that the state holds.</summary>
    public required EpochNumber Epoch { get; init; }

    /// <summary>The start of the job that wrote it.</summary>
    public required Generation Generation { get; init; }

    /// <summary>
    /// The last epoch that every sink is known to have held when this was written. When it equals <see cref="Epoch"/>, a sink may be taken
    /// out of the plan afterwards without being asked.
    /// </summary>
    public required EpochNumber HeldByAllSinks { get; init; }

    /// <summary>SHA-256 of the whole plan: 64 hexadecimal digits, lower case.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The plan as text, several lines, for people.</summary>
    public required string Plan { get; init; }

    public IReadOnlyList<StatefulOperator> Operators { get; init; } = [];

    public IReadOnlyList<SourcePosition> Positions { get; init; } = [];

    public IReadOnlyList<CheckpointPage> Pages { get; init; } = [];
}
