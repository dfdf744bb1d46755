namespace StreamFlow.Testing.Ways;

/// <summary>How a run cuts its input. None of it may change the rows.</summary>
internal sealed record RunShape
{
    /// <summary>Rows a batch at most; null for the engine's default.</summary>
    public int? BatchRows { get; init; }

    /// <summary>Rows an epoch at most; null for the engine's default.</summary>
    public long? EpochRows { get; init; }

    public int Workers { get; init; } = 1;

    public bool FlushAtEnd { get; init; }

    /// <summary>Lets the sources give random numbers of rows at a time.</summary>
    public Random? Cuts { get; init; }

    /// <summary>Null for the engine's default.</summary>
    public TimeSpan? CheckpointInterval { get; init; }
}
