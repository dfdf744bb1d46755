namespace StreamFlow.Checkpoints.Protocol;

/// <summary>How a job starts: <see cref="FreshStart"/>, <see cref="Resumption"/> or <see cref="Refusal"/>.</summary>
public abstract record RecoveryDecision
{
    private protected RecoveryDecision()
    {
    }

    /// <summary>Decides. Pure: reads no clock, no file, no sink; the same facts give the same decision.</summary>
    public static RecoveryDecision Decide(RecoveryFacts facts) => RecoveryRules.Decide(facts);
}

/// <summary>Nothing was ever logged, and no sink holds anything: the job begins with epoch 1.</summary>
/// <param name="MarkersToSet">See <see cref="Resumption.MarkersToSet"/>; here all at epoch 0.</param>
public sealed record FreshStart(IReadOnlyList<MarkerToSet> MarkersToSet) : RecoveryDecision;

/// <summary>Start where the log ended. The steps are taken in the order of the properties.</summary>
public sealed record Resumption : RecoveryDecision
{
    /// <summary>Whether the log's torn tail is to be cut off first.</summary>
    public bool CutTornTail { get; init; }

    /// <summary>
    /// Markers that must be durable in their sinks before anything is replayed or logged: of groups that are new, and of assumed ones. A sink
    /// that had no marker until its first commit could not be told, after a crash, from one that lost its marker.
    /// </summary>
    public IReadOnlyList<MarkerToSet> MarkersToSet { get; init; } = [];

    /// <summary>The checkpoint to load; null to begin without state, from the log's first epoch.</summary>
    public CheckpointFacts? Checkpoint { get; init; }

    /// <summary>What becomes of each stateful operator's state.</summary>
    public IReadOnlyList<OperatorChange> Operators { get; init; } = [];

    /// <summary>The first epoch to run again; <see cref="ReplayTo"/> is before it when there is none.</summary>
    public required EpochNumber ReplayFrom { get; init; }

    /// <summary>The last epoch to run again, inclusive: the log's last.</summary>
    public required EpochNumber ReplayTo { get; init; }

    /// <summary>Per commit group the last epoch that it holds: rows of epochs up to it are not sent again.</summary>
    public required IReadOnlyDictionary<string, EpochNumber> HeldTo { get; init; }

    /// <summary>What should be said to the person who runs the job: checkpoints that were passed over.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The number of the first new epoch.</summary>
    public EpochNumber NextEpoch => ReplayTo.Next;

    public bool HasReplay => ReplayFrom <= ReplayTo;

    /// <summary>Groups that lack the log's last epoch, of a plan that cannot be replayed: they get the rows that <see cref="Checkpoint"/> stores.</summary>
    public IReadOnlyList<string> Resend { get; init; } = [];

    /// <summary>Whether the group holds the epoch already.</summary>
    public bool Holds(string group, EpochNumber epoch) => epoch <= HeldTo[group];
}

/// <summary>Going on could not be right.</summary>
/// <param name="Problems">What is missing or does not fit, a sentence each; at least one.</param>
/// <param name="WaysOut">What can be done, a sentence each; at least one.</param>
public sealed record Refusal(IReadOnlyList<string> Problems, IReadOnlyList<string> WaysOut) : RecoveryDecision
{
    public StreamFaultException ToFault() => StreamFaultException.User(
        "the job cannot recover: " + string.Join("; ", Problems), string.Join("; or ", WaysOut));
}

/// <summary>A marker that a commit group must be given.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Epoch">The group counts as holding this epoch and all before it; 0 for none.</param>
public sealed record MarkerToSet(string Group, EpochNumber Epoch);
