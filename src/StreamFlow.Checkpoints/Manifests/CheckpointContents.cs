namespace StreamFlow.Checkpoints.Manifests;

/// <summary>What a checkpoint is to be written from; see <see cref="CheckpointManifest"/> for what each part means.</summary>
public sealed record CheckpointContents
{
    public required EpochNumber Epoch { get; init; }

    public required Generation Generation { get; init; }

    /// <summary>The last epoch that every sink is known to hold by now; also what retention keeps a checkpoint for.</summary>
    public required EpochNumber HeldByAllSinks { get; init; }

    public required string PlanHash { get; init; }

    public required string Plan { get; init; }

    public IReadOnlyList<StatefulOperator> Operators { get; init; } = [];

    public IReadOnlyList<SourcePosition> Positions { get; init; } = [];

    /// <summary>All pages of the state, unchanged ones included: what is not here is not in the checkpoint.</summary>
    public IReadOnlyList<PageToWrite> Pages { get; init; } = [];
}
