namespace StreamFlow.Checkpoints.Protocol;

/// <summary>
/// What a start would decide, told without asking a sink. An epoch is logged only when every sink holds the one before it: so a sink that the log names stands
/// at the log's last epoch or one before, and these two are all there is to foresee. Pure.
/// </summary>
/// <param name="Committed">If every sink holds the log's last epoch, as after a job that was stopped.</param>
/// <param name="Uncommitted">If none holds it yet, as after a crash between the record and the sinks' commits; null when that cannot be: nothing
/// was logged, or a checkpoint says that all of them held it.</param>
public sealed record StartOutlook(RecoveryDecision Committed, RecoveryDecision? Uncommitted)
{
    /// <param name="facts">Markers are not looked at, but for those that are not tracked.</param>
    public static StartOutlook Of(RecoveryFacts facts)
    {
        if (facts.Log is not { Runs.Count: > 0 } log)
            return new StartOutlook(RecoveryDecision.Decide(Suppose(facts, null)), null);
        var committed = RecoveryDecision.Decide(Suppose(facts, log.LastEpoch));
        var isKnown = facts.Checkpoints.Any(checkpoint => checkpoint.Manifest?.HeldByAllSinks == log.LastEpoch);
        return new StartOutlook(committed, isKnown ? null : RecoveryDecision.Decide(Suppose(facts, new EpochNumber(log.LastEpoch.Value - 1))));
    }

    /// <summary>A sink that the log does not name is new, and an assumption stands for a marker that is lost: neither has one.</summary>
    private static RecoveryFacts Suppose(RecoveryFacts facts, EpochNumber? held) => facts with
    {
        Groups =
        [
            .. facts.Groups.Select(group =>
                !group.Marker.IsTracked ? group
                : held is { } epoch && IsLogged(facts, group) && !group.Sinks.Any(facts.Options.AssumeSink.ContainsKey) ? group with { Marker = SinkMarker.At(epoch) }
                : group with { Marker = SinkMarker.None }),
        ],
    };

    private static bool IsLogged(RecoveryFacts facts, CommitGroupFacts group) =>
        facts.Log!.Runs.Any(run => run.Sinks.Any(sink => group.Sinks.Contains(sink)));
}
