namespace StreamFlow.Checkpoints.Protocol;

/// <summary>
/// The rules of recovery, in the order in which they are asked: whose directory is it; was there anything; does the log fit the checkpoints;
/// what does each sink hold; from which checkpoint can that be reached; may this plan do it.
/// </summary>
internal static class RecoveryRules
{
    public static RecoveryDecision Decide(RecoveryFacts facts) =>
        OtherJob(facts) ?? UnknownAssumption(facts) ?? (facts.Log is { } log ? WithLog(facts, log) : WithoutLog(facts));

    private static Refusal? OtherJob(RecoveryFacts facts)
    {
        var others = facts.Checkpoints.Select(checkpoint => checkpoint.Manifest?.Job).Append(facts.Log?.Job)
            .Where(job => job is not null && job != facts.Job).Distinct().ToArray();
        return others.Length == 0 ? null : RefusalBuilder.Of(
            $"the checkpoint directory is that of the job '{string.Join("', '", others)}', not of '{facts.Job}'", RefusalBuilder.AnotherDirectory);
    }

    private static Refusal? UnknownAssumption(RecoveryFacts facts)
    {
        // A sink that only the log names may be assumed too: that is how one leaves the plan after a crash.
        var known = facts.Groups.SelectMany(group => group.Sinks)
            .Concat(facts.Log?.Runs.SelectMany(run => run.Sinks) ?? [])
            .ToHashSet(StringComparer.Ordinal);
        var unknown = facts.Options.AssumeSink.Keys.Where(sink => !known.Contains(sink)).Order(StringComparer.Ordinal).ToArray();
        return unknown.Length == 0 ? null : RefusalBuilder.Of(
            $"--assume-sink names '{string.Join("', '", unknown)}', which neither the plan nor the log has",
            $"name one of: {string.Join(", ", known.Order(StringComparer.Ordinal))}");
    }

    private static RecoveryDecision WithoutLog(RecoveryFacts facts)
    {
        var empty = new LogFacts(facts.Job, EpochNumber.None.Next, EpochNumber.None, []);
        if (BeyondLog(facts, empty) is { } newest)
            return RefusalBuilder.Of($"there is a checkpoint of epoch {newest}, but the epoch log is missing", RefusalBuilder.RestoreDirectory);

        var refusal = new RefusalBuilder();
        var held = new HeldEpochs(facts, empty, refusal);
        return refusal.IsEmpty ? new FreshStart(held.MarkersToSet) : refusal.ToDecision();
    }

    private static RecoveryDecision WithLog(RecoveryFacts facts, LogFacts log)
    {
        if (log.Runs.Count == 0 && log.FirstEpoch > EpochNumber.None.Next)
            return RefusalBuilder.Of($"the log has no record left, though it should hold epoch {log.LastEpoch}", RefusalBuilder.RestoreDirectory);
        if (BeyondLog(facts, log) is { } newest)
            return RefusalBuilder.Of($"there is a checkpoint of epoch {newest}, but the log ends with epoch {log.LastEpoch}: it lost its end", RefusalBuilder.RestoreDirectory);

        var refusal = new RefusalBuilder();
        var held = new HeldEpochs(facts, log, refusal);
        if (!refusal.IsEmpty)
            return refusal.ToDecision();

        var known = facts.Checkpoints.Where(one => log.Knows(one.Epoch, one.Generation)).OrderByDescending(one => one.Epoch).ThenByDescending(one => one.Generation.Value).ToArray();
        // What another plan left unfinished is not this one's to send: the rules of replay say so.
        var storedOutput = facts.WhyNotReplayable is not null && log.Runs.Count > 0 && log.Runs[^1].PlanHash == facts.PlanHash;
        return storedOutput ? Resending(facts, log, held, known) : Replaying(facts, log, held, known);
    }

    private static RecoveryDecision Replaying(RecoveryFacts facts, LogFacts log, HeldEpochs held, CheckpointFacts[] known)
    {
        var wanted = known.Where(one => one.Epoch <= held.Slowest).ToArray();
        var checkpoint = wanted.FirstOrDefault(one => one.IsIntact);
        var damaged = wanted.TakeWhile(one => one != checkpoint).Select(one => $"the checkpoint of epoch {one.Epoch} is damaged: {one.Damage}").ToArray();
        var from = (checkpoint?.Epoch ?? EpochNumber.None).Next;
        if (from < log.FirstEpoch && from <= log.LastEpoch)
            return OutOfReach(log, held, checkpoint, damaged);

        var resume = new Resumption
        {
            CutTornTail = log.HasTornTail,
            MarkersToSet = held.MarkersToSet,
            Checkpoint = checkpoint,
            Operators = OperatorChange.Between(checkpoint?.Manifest!.Operators ?? [], facts.Operators),
            ReplayFrom = from,
            ReplayTo = log.LastEpoch,
            HeldTo = held.HeldTo,
            Warnings = damaged,
        };
        return PlanRules.Check(facts, log, resume) ?? (RecoveryDecision)resume;
    }

    /// <summary>The last epoch's checkpoint holds the state behind it and its rows, and nothing else does: they were made once, and cannot be made again.</summary>
    private static RecoveryDecision Resending(RecoveryFacts facts, LogFacts log, HeldEpochs held, CheckpointFacts[] known)
    {
        var stored = known.Where(one => one.Epoch == log.LastEpoch).ToArray();
        var checkpoint = stored.FirstOrDefault(one => one.IsIntact);
        if (checkpoint is null)
        {
            return RefusalBuilder.Of(
                $"the job cannot be replayed ({facts.WhyNotReplayable}), and the checkpoint of epoch {log.LastEpoch}, which alone has its state and output, is "
                    + (stored is [var damaged, ..] ? $"damaged: {damaged.Damage}" : "missing"),
                RefusalBuilder.RestoreDirectory);
        }

        if (held.Slowest.Next < log.LastEpoch)
        {
            return RefusalBuilder.Of(
                $"a sink holds epoch {held.Slowest} only, the log ends with epoch {log.LastEpoch}, and the job cannot be replayed ({facts.WhyNotReplayable})",
                "bring the sink back to what it held last (was it restored from a copy?)");
        }

        return new Resumption
        {
            CutTornTail = log.HasTornTail,
            MarkersToSet = held.MarkersToSet,
            Checkpoint = checkpoint,
            Operators = OperatorChange.Between(checkpoint.Manifest!.Operators, facts.Operators),
            ReplayFrom = log.LastEpoch.Next,
            ReplayTo = log.LastEpoch,
            HeldTo = held.HeldTo,
            Resend = [.. held.HeldTo.Where(group => group.Value < log.LastEpoch).Select(group => group.Key).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>
    /// The newest checkpoint that a longer log must have been beside; null for none. One of the very next epoch may be there without a record, if it was stored before its epoch was logged.
    /// </summary>
    private static EpochNumber? BeyondLog(RecoveryFacts facts, LogFacts log)
    {
        var beyond = facts.Checkpoints.Where(one => one.Epoch > log.LastEpoch && !(one.Epoch == log.LastEpoch.Next && one.Manifest?.HeldByAllSinks < one.Epoch)).ToArray();
        return beyond.Length == 0 ? null : beyond.Max(one => one.Epoch);
    }

    private static Refusal OutOfReach(LogFacts log, HeldEpochs held, CheckpointFacts? checkpoint, IReadOnlyList<string> damaged)
    {
        var why = checkpoint is null
            ? $"there is no intact checkpoint at or before epoch {held.Slowest}, which the slowest sink holds"
            : $"the newest intact checkpoint at or before the slowest sink is that of epoch {checkpoint.Epoch}";
        var from = (checkpoint?.Epoch ?? EpochNumber.None).Next;
        var refusal = new RefusalBuilder();
        refusal.Add(
            $"epochs have to be run again from {from} on, because {why}, but the log begins with epoch {log.FirstEpoch}",
            RefusalBuilder.RestoreDirectory,
            "if the slowest sink was set back to an older copy, bring it back to what it held last");
        foreach (var one in damaged)
            refusal.Add(one);
        return refusal.ToDecision();
    }
}
