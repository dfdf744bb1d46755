using StreamFlow.Connectors;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Definition;

/// <summary>
/// Adds to a job what a run asks for: the bad records of every source, and the late rows of every window, that the job itself does not take go to a dead-letter sink of the source's own kind,
/// in the same commit as everything else.
/// </summary>
internal static class DeadLetterPlan
{
    /// <exception cref="StreamFaultException">A source has no place for dead letters.</exception>
    public static void Add(JobDefinition job, DeadLetterRequest request)
    {
        var nodes = job.Nodes.ToList();
        var aside = nodes.OfType<SourceNode>().Where(source => !nodes.OfType<BadRecordNode>().Any(bad => bad.Source == source))
            .Select(source => (Source: source, Node: (LogicalNode)new BadRecordNode(source))).ToList();
        if (request.LateRows)
        {
            aside.AddRange(nodes.OfType<WindowAggregateNode>().Where(window => !window.HasLateRows)
                .Select(window => (SourceOf(window), (LogicalNode)new LateRecordNode(window))));
        }

        var names = 0;
        foreach (var together in aside.Select(one => (Sink: SinkOf(one.Source, request.Place), one.Node)).GroupBy(one => (one.Sink.CommitGroup, one.Sink.Describe())))
        {
            var inputs = together.Select(one => job.Add(one.Node)).ToList();
            var input = inputs.Count == 1 ? inputs[0] : job.Add(new UnionNode(inputs));
            var name = ++names == 1 ? request.Place : $"{request.Place}-{names}";
            job.Add(new SinkNode(input, job.Environment.ReplaceSink(together.First().Sink, name), name));
        }
    }

    private static SourceNode SourceOf(LogicalNode node) => node as SourceNode ?? SourceOf(node.Inputs[0]);

    private static SinkSpec<BadRecord> SinkOf(SourceNode source, string place) => source.Spec.DeadLetters(place) ?? throw StreamFaultException.User(
        $"the source '{source.Name}' ({source.Spec.Describe()}) has no place for dead letters such as '{place}'",
        "leave --dead-letters out, and take its bad records as a stream: From(source, out var badRecords)");
}
