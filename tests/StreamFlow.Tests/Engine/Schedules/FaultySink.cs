using StreamFlow.Basics.Memory;
using StreamFlow.Connectors;
using StreamFlow.Data;

namespace StreamFlow.Tests.Engine.Schedules;

/// <summary>A memory sink, each step of which may fail before or after it took effect.</summary>
internal sealed class FaultySink<T>(string name, StepFaults faults) : SinkSpec<T>
    where T : class
{
    private readonly MemorySink<T> _sink = new(name);

    public override string Name => name;

    public IReadOnlyList<T> Committed => _sink.Committed;

    public override string Describe() => _sink.Describe();

    public override SinkCommitter OpenCommitter(ConnectorContext context) => new Committer(_sink.OpenCommitter(context), faults);

    public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) =>
        new Writer(_sink.OpenWriter(((Committer)committer).Inner, schema), faults);

    private sealed class Writer(SinkWriter inner, StepFaults faults) : SinkWriter
    {
        public override void Write(ColumnBatch rows) => faults.Step(() => inner.Write(rows));
    }

    private sealed class Committer(SinkCommitter inner, StepFaults faults) : SinkCommitter
    {
        public SinkCommitter Inner => inner;

        public override Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation)
        {
            var marker = Task.FromResult(SinkMarker.None);
            faults.Step(() => marker = inner.OpenAsync(generation, cancellation));
            return marker;
        }

        public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation) => Step(() => inner.SetMarkerAsync(epoch, cancellation));

        public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation) => Step(() => inner.BeginAsync(epoch, cancellation));

        public override Task StageAsync(EpochNumber epoch, CancellationToken cancellation) => Step(() => inner.StageAsync(epoch, cancellation));

        public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation) => Step(() => inner.CommitAsync(epoch, cancellation));

        public override Task AbortAsync(CancellationToken cancellation) => Step(() => inner.AbortAsync(cancellation));

        // The memory sink's steps are done when they return.
        private Task Step(Func<Task> step)
        {
            faults.Step(() => step());
            return Task.CompletedTask;
        }
    }
}
