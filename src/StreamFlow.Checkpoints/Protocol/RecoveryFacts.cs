using StreamFlow.Checkpoints.Manifests;

namespace StreamFlow.Checkpoints.Protocol;

/// <summary>All that the decision how to start rests on.</summary>
public sealed record RecoveryFacts
{
    /// <summary>The name of the job that starts.</summary>
    public required string Job { get; init; }

    /// <summary>The hash of the plan that starts.</summary>
    public required string PlanHash { get; init; }

    /// <summary>
    /// Why the plan that starts cannot be run again over the same input, as a sentence; null when it can. Such a plan stores each epoch's output and a checkpoint before
    /// the first sink commits.
    /// </summary>
    public string? WhyNotReplayable { get; init; }

    /// <summary>The stateful operators of the plan that starts.</summary>
    public IReadOnlyList<StatefulOperator> Operators { get; init; } = [];

    /// <summary>The epoch log; null when there is none.</summary>
    public LogFacts? Log { get; init; }

    /// <summary>The checkpoints that are there, damaged ones included, in any order.</summary>
    public IReadOnlyList<CheckpointFacts> Checkpoints { get; init; } = [];

    /// <summary>All sinks of the plan that starts, by commit group.</summary>
    public IReadOnlyList<CommitGroupFacts> Groups { get; init; } = [];

    public RecoveryOptions Options { get; init; } = new();
}

/// <summary>What the person who starts the job says beyond the facts.</summary>
public sealed record RecoveryOptions
{
    /// <summary>--assume-sink NAME=EPOCH: the sink's group holds this epoch and all before it, whatever its marker says.</summary>
    public IReadOnlyDictionary<string, EpochNumber> AssumeSink { get; init; } = new Dictionary<string, EpochNumber>();

    /// <summary>--allow-state-drop: state that the changed plan cannot take over may be lost.</summary>
    public bool AllowStateDrop { get; init; }

    /// <summary>--recover-only: finish what was begun, write a checkpoint, stop.</summary>
    public bool RecoverOnly { get; init; }
}
