namespace StreamFlow.Checkpoints.Protocol;

/// <summary>Works out from markers, assumptions and the log which epochs each commit group holds, and what about that cannot be.</summary>
internal sealed class HeldEpochs
{
    private readonly RecoveryFacts _facts;
    private readonly LogFacts _log;
    private readonly Dictionary<string, EpochNumber> _heldTo = new(StringComparer.Ordinal);
    private readonly List<MarkerToSet> _toSet = [];
    private readonly RefusalBuilder _refusal;

    public HeldEpochs(RecoveryFacts facts, LogFacts log, RefusalBuilder refusal)
    {
        _facts = facts;
        _log = log;
        _refusal = refusal;
        foreach (var group in facts.Groups)
            Place(group);
        RequireNearness();
    }

    public IReadOnlyDictionary<string, EpochNumber> HeldTo => _heldTo;

    public IReadOnlyList<MarkerToSet> MarkersToSet => _toSet;

    /// <summary>The last epoch that every group holds: the log's last when there is no group.</summary>
    public EpochNumber Slowest => _heldTo.Count == 0 ? _log.LastEpoch : _heldTo.Values.Min();

    private void Place(CommitGroupFacts group)
    {
        var assumed = Assumed(group).Distinct().ToArray();
        if (assumed.Length > 1)
            _refusal.Add($"the sinks of '{group.Name}' share one marker, but --assume-sink gives them different epochs", "give one epoch for all of them");
        else if (assumed.Length == 1)
            PlaceAssumed(group, assumed[0]);
        else if (!group.Marker.IsTracked)
            _heldTo[group.Name] = _log.LastEpoch;
        else if (group.Marker.Epoch is { } held)
            PlaceMarked(group, held);
        else if (LoggedSinks(group) is [_, ..] logged)
            RefuseLost(group, logged);
        else
            Set(group, _log.LastEpoch);
    }

    /// <summary>
    /// An assumption heals a marker that is missing or cannot be. Against a good marker it is refused: most likely it was left over on a
    /// command line, and would send rows again that are there.
    /// </summary>
    private void PlaceAssumed(CommitGroupFacts group, EpochNumber assumed)
    {
        if (assumed > _log.LastEpoch)
            _refusal.Add($"--assume-sink says that {Sinks(group)} holds epoch {assumed}, but {LogEnd}", "name an epoch that the log has");
        else if (!group.Marker.IsTracked || group.Marker.Epoch == assumed)
            _heldTo[group.Name] = assumed;
        else if (!IsPossible(group) || !AreNear(_facts.Groups.Where(IsPossible).Select(one => one.Marker.Epoch!.Value)))
            Set(group, assumed);
        else
        {
            _refusal.Add(
                $"--assume-sink says that {Sinks(group)} holds epoch {assumed}, but it says itself that it holds epoch {group.Marker.Epoch}",
                "leave --assume-sink out");
        }
    }

    private void PlaceMarked(CommitGroupFacts group, EpochNumber held)
    {
        if (IsPossible(group) && HasReturned(group, held))
            Set(group, _log.LastEpoch);
        else if (IsPossible(group))
            _heldTo[group.Name] = held;
        else if (_log.HasTornTail && held == _log.LastEpoch.Next)
            _refusal.Add($"the log's last record, epoch {held}, is torn, but {Sinks(group)} holds that epoch", RefusalBuilder.RestoreDirectory);
        else
            _refusal.Add($"{Sinks(group)} holds epoch {held}, but {LogEnd}", RefusalBuilder.RestoreDirectory, AssumeWay(group));
    }

    /// <summary>Whether the group was out of the plan since its marker's epoch: no later record names one of its sinks, so it lacks none of its rows.</summary>
    private bool HasReturned(CommitGroupFacts group, EpochNumber held) =>
        held < _log.LastEpoch && held.Next >= _log.FirstEpoch && !_log.Runs.Any(run => run.To > held && run.Sinks.Any(group.Sinks.Contains));

    private void RefuseLost(CommitGroupFacts group, IReadOnlyList<string> logged) => _refusal.Add(
        $"the log says that rows went to {string.Join(", ", logged.Select(sink => $"'{sink}'"))}, but {Sinks(group)} has no marker of this job"
            + " (markers in Kafka expire with offsets.retention.minutes while the job stands still)",
        AssumeWay(group));

    private void Set(CommitGroupFacts group, EpochNumber epoch)
    {
        _heldTo[group.Name] = epoch;
        _toSet.Add(new MarkerToSet(group.Name, epoch));
    }

    /// <summary>An epoch is logged only when every sink holds the one before it: so markers further apart mean that one of them is not this job's.</summary>
    private void RequireNearness()
    {
        var marked = _facts.Groups
            .Where(group => group.Marker.Epoch is not null && !Assumed(group).Any() && _heldTo.ContainsKey(group.Name))
            .OrderBy(group => _heldTo[group.Name]).ToArray();
        if (AreNear(marked.Select(group => _heldTo[group.Name])))
            return;
        _refusal.Add(
            $"{Sinks(marked[0])} holds epoch {_heldTo[marked[0].Name]}, {Sinks(marked[^1])} epoch {_heldTo[marked[^1].Name]}: "
                + "two sinks can differ by one epoch at most",
            $"bring the sinks back to one state (was one of them restored from a copy, or long out of the plan?), or {AssumeWay(marked[0])}");
    }

    private string LogEnd => _log.LastEpoch > EpochNumber.None ? $"the log ends with epoch {_log.LastEpoch}" : "the log has no epoch";

    private bool IsPossible(CommitGroupFacts group) => group.Marker.Epoch is { } held && held <= _log.LastEpoch;

    private static bool AreNear(IEnumerable<EpochNumber> epochs) =>
        epochs.Select(epoch => epoch.Value).ToArray() is not [_, ..] values || values.Max() - values.Min() <= 1;

    private IEnumerable<EpochNumber> Assumed(CommitGroupFacts group) =>
        group.Sinks.Where(_facts.Options.AssumeSink.ContainsKey).Select(sink => _facts.Options.AssumeSink[sink]);

    private IReadOnlyList<string> LoggedSinks(CommitGroupFacts group) =>
        [.. group.Sinks.Where(sink => _log.Runs.Any(run => run.Sinks.Contains(sink)))];

    private static string Sinks(CommitGroupFacts group) => $"sink {string.Join(" and ", group.Sinks.Select(sink => $"'{sink}'"))}";

    private static string AssumeWay(CommitGroupFacts group) =>
        $"see in the target which epochs' rows are there, and say so with --assume-sink {group.Sinks[0]}=EPOCH";
}
