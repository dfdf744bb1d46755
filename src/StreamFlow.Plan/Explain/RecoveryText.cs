using System.Text;

namespace StreamFlow.Plan.Explain;

/// <summary>What happens after a crash, as far as the plan decides it.</summary>
internal static class RecoveryText
{
    public static void Append(StringBuilder text, LogicalPlan plan, ProcessingGuarantee guarantee)
    {
        text.Append("recovery   ").Append(guarantee == ProcessingGuarantee.ExactlyOnce
            ? "exactly once: the newest checkpoint at or before the slowest sink, then the logged epochs again; sinks leave out what they hold\n"
            : "at least once: from the newest checkpoint's offsets; rows of the epochs after it may come twice\n");
        foreach (var source in plan.Sources)
        {
            text.Append("      source ").Append(source.Name).Append(source.Spec.IsReplayable
                ? ": can be replayed\n"
                : ": cannot be replayed; each epoch's output is stored before the first sink commits\n");
        }

        foreach (var group in plan.Sinks.GroupBy(sink => sink.Spec.CommitGroup, StringComparer.Ordinal))
            text.Append("      commit together: ").AppendJoin(", ", group.Select(sink => sink.Name)).Append('\n');
        var state = plan.StatefulNodes.Select(node => node.Name).ToArray();
        text.Append("      state in checkpoints: ").Append(state.Length == 0 ? "none" : string.Join(", ", state)).Append('\n');
    }
}
