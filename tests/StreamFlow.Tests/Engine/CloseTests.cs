using StreamFlow.Basics.Memory;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Engine;

public sealed class CloseTests
{
    [Fact]
    public async Task What_does_not_close_neither_hides_the_fault_nor_keeps_the_next_start_out()
    {
        var source = new MemorySource<Word>("words");
        source.Add(0, new Word("one"));
        var sink = new StubbornSink(new MemorySink<Word>("out"));
        var storage = new MemoryCheckpointStorage();
        var plan = JobDefinition.PlanOf(new Copy(source, sink), new JobEnvironment(new Dictionary<string, string>()));
        await using (var first = new QueryExecution(plan, new EngineOptions { Storage = storage, Time = new ManualTime(), Trigger = Trigger.AvailableNow }))
        {
            // The generation, the log, its head; then the epoch.
            storage.FailAt(new StorageFaultPlan(4));
            await first.StartAsync();
            var fault = await Assert.ThrowsAsync<StreamFaultException>(() => first.Completion);
            Assert.Contains("a fault was injected", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, sink.Aborts);
        storage.FailAt(null);
        storage.Hold().Dispose();
    }

    private sealed record Word(string Text);

    [StreamJob("copy")]
    private sealed class Copy(MemorySource<Word> source, SinkSpec<Word> sink) : IStreamJob
    {
        public void Define(StreamBuilder streams) => streams.From(source).To(sink);
    }

    /// <summary>Neither takes back nor closes.</summary>
    private sealed class StubbornSink(MemorySink<Word> sink) : SinkSpec<Word>
    {
        public int Aborts { get; private set; }

        public override string Name => sink.Name;

        public override string Describe() => sink.Describe();

        public override SinkCommitter OpenCommitter(ConnectorContext context) => new Committer(this, sink.OpenCommitter(context));

        public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) => sink.OpenWriter(((Committer)committer).Inner, schema);

        private sealed class Committer(StubbornSink owner, SinkCommitter inner) : SinkCommitter
        {
            public SinkCommitter Inner => inner;

            public override Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation) => inner.OpenAsync(generation, cancellation);

            public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation) => inner.SetMarkerAsync(epoch, cancellation);

            public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation) => inner.BeginAsync(epoch, cancellation);

            public override Task StageAsync(EpochNumber epoch, CancellationToken cancellation) => inner.StageAsync(epoch, cancellation);

            public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation) => inner.CommitAsync(epoch, cancellation);

            public override Task AbortAsync(CancellationToken cancellation)
            {
                owner.Aborts++;
                throw new InvalidOperationException("it does not take back");
            }

            public override async ValueTask DisposeAsync()
            {
                await base.DisposeAsync();
                throw new InvalidOperationException("it does not close");
            }
        }
    }
}
