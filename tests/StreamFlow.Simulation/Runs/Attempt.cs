namespace StreamFlow.Simulation.Runs;

/// <summary>One start of the job: how it runs, and what goes wrong.</summary>
internal sealed record Attempt
{
    /// <summary>For the cuts of batches, the turns of workers, what a power cut leaves.</summary>
    public required int Seed { get; init; }

    /// <summary>Log events before the start.</summary>
    public int Produce { get; init; }

    /// <summary>How far the clock moves before the start.</summary>
    public TimeSpan Advance { get; init; }

    public required Trigger Trigger { get; init; }

    public int Workers { get; init; } = 1;

    public int MaxRowsPerBatch { get; init; } = 16;

    public long MaxRowsPerEpoch { get; init; } = 1000;

    public long MaxBytesPerEpoch { get; init; } = long.MaxValue;

    public TimeSpan CheckpointInterval { get; init; }

    public bool FlushAtEnd { get; init; }

    public bool RecoverOnly { get; init; }

    public bool FromLatest { get; init; }

    public Damage Damage { get; init; }

    /// <summary>It runs a changed job, with one sink a stream.</summary>
    public bool IsWithoutTwins { get; init; }

    /// <summary>What an instance that stands still has of its checkpoint directory.</summary>
    public ZombieFate Zombie { get; init; }

    /// <summary>The log of a stopped machine is gone as far as it was not flushed, apart from any fault.</summary>
    public bool PowerCutAfter { get; init; }

    /// <summary>Delayed commits arrive before the start.</summary>
    public bool DeliverBefore { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What happens while it runs, for a trigger without an end.</summary>
    public IReadOnlyList<Round> Rounds { get; init; } = [];

    public override string ToString() =>
        $"{Trigger}{(FlushAtEnd ? ", flush at end" : "")}{(RecoverOnly ? ", recover only" : "")}{(FromLatest ? ", from latest" : "")}{(IsWithoutTwins ? ", one sink a stream" : "")}, {Workers} workers, {MaxRowsPerBatch} rows a batch, "
        + $"{MaxRowsPerEpoch} an epoch, {(MaxBytesPerEpoch == long.MaxValue ? "any" : MaxBytesPerEpoch)} bytes, checkpoints every {CheckpointInterval}; faults: {(Faults.Count == 0 ? "none" : string.Join(", ", Faults))}";
}
