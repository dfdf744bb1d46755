using System.Text;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Engine.Recovery;

namespace StreamFlow.App;

/// <summary>What a start would do, for people.</summary>
internal static class CheckText
{
    public static string Of(StartPreview preview, string location)
    {
        var facts = preview.Facts;
        var text = new StringBuilder();
        text.AppendLine($"job {facts.Job}   plan {facts.PlanHash.AsSpan(0, 12)}");
        text.AppendLine($"directory {location}: {Log(facts)}, {Checkpoints(facts)}");
        text.AppendLine();
        var last = facts.Log?.LastEpoch ?? EpochNumber.None;
        if (preview.Outlook.Uncommitted is not { } uncommitted)
        {
            text.AppendLine("a start would");
            Append(text, preview.Outlook.Committed);
        }
        else
        {
            text.AppendLine($"a start would, if all sinks hold epoch {last},");
            Append(text, preview.Outlook.Committed);
            text.AppendLine($"and if one of them does not hold it yet, because the job died just before its commit,");
            Append(text, uncommitted);
        }

        var operators = CheckedOperator.AllOf(preview);
        text.AppendLine().AppendLine(operators.Count == 0 ? "state: the job keeps none" : "state:");
        foreach (var one in operators)
            text.AppendLine($"  {one.Name}: {one.Fate}{(one.Why is null ? "" : $" ({one.Why})")}");
        text.AppendLine().AppendLine("sinks (a start asks each what it holds; this did not):");
        foreach (var group in facts.Groups)
            text.AppendLine($"  {string.Join(", ", group.Sinks)}: {Sink(facts, group)}");
        return text.ToString();
    }

    private static string Log(RecoveryFacts facts) => facts.Log switch
    {
        null => "no epoch log",
        { Runs.Count: 0 } => "an epoch log without an epoch",
        var log => $"a log of epochs {log.FirstEpoch} to {log.LastEpoch}" + (log.HasTornTail ? " and a torn record behind them" : ""),
    };

    private static string Checkpoints(RecoveryFacts facts) => facts.Checkpoints.Count == 0
        ? "no checkpoint"
        : $"checkpoints at {string.Join(", ", facts.Checkpoints.Select(checkpoint => $"{checkpoint.Epoch}{(checkpoint.IsIntact ? "" : " (damaged)")}"))}";

    private static void Append(StringBuilder text, RecoveryDecision decision)
    {
        switch (decision)
        {
            case FreshStart:
                text.AppendLine("  begin with epoch 1: nothing was logged here (a sink that holds epochs of this job would make it refuse)");
                break;
            case Refusal refusal:
                text.AppendLine("  refuse:");
                foreach (var problem in refusal.Problems)
                    text.AppendLine($"    {problem}");
                foreach (var way in refusal.WaysOut)
                    text.AppendLine($"    way out: {way}");
                break;
            case Resumption resumption:
                text.AppendLine(resumption.Checkpoint is { } checkpoint ? $"  load the checkpoint of epoch {checkpoint.Epoch}" : "  load no checkpoint");
                text.AppendLine(resumption.HasReplay ? $"  run epochs {resumption.ReplayFrom} to {resumption.ReplayTo} again" : "  run nothing again");
                if (resumption.Resend.Count > 0)
                    text.AppendLine($"  send the stored rows of epoch {resumption.ReplayTo} to {string.Join(", ", resumption.Resend)}");
                if (resumption.CutTornTail)
                    text.AppendLine("  cut off the torn record at the log's end: no sink can hold its epoch");
                foreach (var warning in resumption.Warnings)
                    text.AppendLine($"  pass over: {warning}");
                text.AppendLine($"  go on with epoch {resumption.NextEpoch}");
                break;
        }
    }

    private static string Sink(RecoveryFacts facts, CommitGroupFacts group)
    {
        if (!group.Marker.IsTracked)
            return "at least once, keeps no marker";
        return facts.Log?.Runs.LastOrDefault(run => run.Sinks.Any(sink => group.Sinks.Contains(sink))) is { } run ? $"in the log up to epoch {run.To}" : "new";
    }
}
