using System.Text;

namespace StreamFlow.Plan.Explain;

/// <summary>What happens after a crash, as far as the plan decides it.</summary>
internal static class RecoveryText
{
    public static void Append(StringBuilder text, LogicalPlan plan, ProcessingGuarantee guarantee)
    {
        text.Append("recovery   ").Append((guarantee, plan.WhyNotReplayable) switch
        {
            (ProcessingGuarantee.AtLeastOnce, _) => "at least once: from the newest checkpoint's offsets; rows of the epochs after it may come twice\n",
            (_, null) => "exactly once: the newest checkpoint at or before the slowest sink, then the logged epochs again; sinks leave out what they hold\n",
            _ => "exactly once: the last epoch's checkpoint; a sink that lacks the epoch gets its stored rows again\n",
        });
        foreach (var source in plan.Sources.Where(source => source.WhyNotReplayable is null))
            text.Append("      source ").Append(source.Name).Append(": can be replayed\n");
        foreach (var why in plan.Nodes.Select(node => node.WhyNotReplayable).OfType<string>())
            text.Append("      cannot be replayed: ").Append(why).Append("; each epoch's output rows and a checkpoint are stored before the first sink commits\n");

        foreach (var group in plan.Sinks.GroupBy(sink => sink.Spec.CommitGroup, StringComparer.Ordinal))
            text.Append("      commit together: ").AppendJoin(", ", group.Select(sink => sink.Name)).Append('\n');
        var state = plan.StatefulNodes.Select(node => node.Name).ToArray();
        text.Append("      state in checkpoints: ").Append(state.Length == 0 ? "none" : string.Join(", ", state)).Append('\n');
    }
}
