namespace StreamFlow.Checkpoints.Protocol;

/// <summary>
/// Whether the plan that starts may go on where another may have stopped. A replay needs the very plan that made the log; a changed plan starts
/// only from a checkpoint at the log's end that every sink holds, those included that are no longer in it.
/// </summary>
internal static class PlanRules
{
    /// <returns>A refusal, or null when the plan may resume as proposed.</returns>
    public static Refusal? Check(RecoveryFacts facts, LogFacts log, Resumption resume)
    {
        var others = log.Runs.Where(run => run.To >= resume.ReplayFrom && run.PlanHash != facts.PlanHash).ToArray();
        if (others.Length > 0)
            return ReplayOfOtherPlan(facts, log, resume, others);

        // A plan that has logged an epoch since the checkpoint was let in then: a crash does not ask again.
        var letInBefore = resume.HasReplay || log.Runs.Count == 0 || resume.Checkpoint?.Manifest!.PlanHash == facts.PlanHash;
        return letInBefore ? null : SinksTakenOut(facts, log, resume) ?? (facts.Options.RecoverOnly ? null : StateLost(facts, resume));
    }

    private static Refusal ReplayOfOtherPlan(RecoveryFacts facts, LogFacts log, Resumption resume, LoggedRun[] others)
    {
        var what = $"epochs {resume.ReplayFrom} to {resume.ReplayTo} have to be run again, but ";
        if (log.Runs.Any(run => run.To >= resume.ReplayFrom && run.PlanHash == facts.PlanHash) || others.Select(run => run.PlanHash).Distinct().Count() > 1)
        {
            return RefusalBuilder.Of(
                what + "they were made by more than one plan, and the checkpoint at the change of plan is not intact",
                RefusalBuilder.RestoreDirectory);
        }

        return RefusalBuilder.Of(
            what + $"they were made by another plan ({Short(others[0].PlanHash)} instead of {Short(facts.PlanHash)})",
            "start the version of the job that ran last with --recover-only: it finishes these epochs and writes a checkpoint; then start this one");
    }

    private static Refusal? SinksTakenOut(RecoveryFacts facts, LogFacts log, Resumption resume)
    {
        if (resume.Checkpoint!.Manifest!.HeldByAllSinks >= log.LastEpoch)
            return null;
        var inPlan = facts.Groups.SelectMany(group => group.Sinks).ToHashSet(StringComparer.Ordinal);
        var gone = log.Runs[^1].Sinks.Where(sink => !inPlan.Contains(sink))
            .Where(sink => !facts.Options.AssumeSink.TryGetValue(sink, out var assumed) || assumed < log.LastEpoch).ToArray();
        return gone.Length == 0 ? null : RefusalBuilder.Of(
            $"the sink '{string.Join("', '", gone)}' is not in the plan any more, and nothing says that it holds the last epoch, {log.LastEpoch}",
            "start the version of the job that ran last with --recover-only; then start this one",
            $"if its rows do not matter any more, say --assume-sink {gone[0]}={log.LastEpoch}");
    }

    private static Refusal? StateLost(RecoveryFacts facts, Resumption resume)
    {
        var lost = resume.Operators.Where(change => change.LosesState).ToArray();
        if (lost.Length == 0 || facts.Options.AllowStateDrop)
            return null;
        return RefusalBuilder.Of(
            "the changed plan would lose the state of " + string.Join(", ", lost.Select(Describe)),
            "change the plan so that the operators keep their names and what they hold",
            "say --allow-state-drop");
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;

    private static string Describe(OperatorChange change) =>
        change.Fate == OperatorFate.Dropped ? $"'{change.Operator}' (not in the plan any more)" : $"'{change.Operator}' (its key, state or window changed)";
}
