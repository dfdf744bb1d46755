using StreamFlow.Basics.Memory;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Engine.MicroBatch;

public sealed class StartOffsetTests
{
    [Fact]
    public async Task Where_a_job_began_is_kept_even_if_it_died_before_it_read_a_row()
    {
        var source = new MemorySource<Word>("words");
        var sink = new MemorySink<Word>("out");
        var storage = new MemoryCheckpointStorage();
        source.Add(0, new Word("before the start"));
        await using (var first = Create(source, sink, storage))
        {
            await first.StartAsync();
            await first.ProcessAllAvailableAsync();
            await first.AbandonAsync();
            storage.Crash();
        }

        source.Add(0, new Word("while it was dead"));
        await using var second = Create(source, sink, storage);
        await second.StartAsync();
        await second.ProcessAllAvailableAsync();

        Assert.Equal(new Word("while it was dead"), Assert.Single(sink.Committed));
    }

    private static QueryExecution Create(MemorySource<Word> source, MemorySink<Word> sink, MemoryCheckpointStorage storage) =>
        new(JobDefinition.PlanOf(new Copy(source, sink), new JobEnvironment(new Dictionary<string, string>())),
            new EngineOptions { Storage = storage, Time = new ManualTime(), Trigger = Trigger.Every(TimeSpan.Zero) });

    private sealed record Word(string Text);

    [StreamJob("copy")]
    private sealed class Copy(MemorySource<Word> source, MemorySink<Word> sink) : IStreamJob
    {
        public void Define(StreamBuilder streams) => streams.From(new LatestSource<Word>(source)).To(sink);
    }
}
