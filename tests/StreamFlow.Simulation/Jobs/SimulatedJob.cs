using StreamFlow.Connectors;

namespace StreamFlow.Simulation.Jobs;

/// <summary>A random job as the engine gets it.</summary>
[StreamJob("simulated")]
internal sealed class SimulatedJob(JobShape shape, Func<int, SourceSpec<Item>> source, Func<string, SinkSpec<Item>> sink, Func<double> draw) : IStreamJob
{
    public void Define(StreamBuilder streams)
    {
        var draft = new JobDraft(streams, source, sink, draw);
        foreach (var step in shape.Steps)
            step.Define(draft);
    }
}
