using StreamFlow.Basics.Memory;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Definition;
using StreamFlow.Engine.Faults;
using StreamFlow.Engine.Sinks;
using StreamFlow.Engine.Sources;
using StreamFlow.Engine.Tasks;
using StreamFlow.Operators.Lowering;

namespace StreamFlow.Tests.Engine.Tasks;

public sealed class LaneAllocationTests
{
    private const int BatchRows = 1000;

    [Fact]
    public void From_reader_to_sink_nothing_is_allocated_for_rows()
    {
        var plan = JobDefinition.PlanOf(new Job(), new JobEnvironment(new Dictionary<string, string>()));
        var sinks = OpenSinks.Create(plan, Context, new FaultPoints(null, new CancellationTokenSource()));
        foreach (var group in sinks.Groups)
            Assert.True(group.BeginAsync(new EpochNumber(1), CancellationToken.None).IsCompletedSuccessfully);
        var lowering = new PlanLowering(plan, sinks.OpenFeed);
        lowering.ConnectMerges();
        using var journal = new CheckpointSourceJournal(new MemoryCheckpointStorage(), "steady", new Generation(1));
        var source = new OpenSource(plan, plan.Sources.Single(), Context("steady"), journal);
        var lane = new SourceLane(new SourcePartition("steady", 0), lowering.BuildSource(source.Node, 0));
        using var reading = new WorkerSource(source, BatchRows);
        reading.Add(lane);
        var limits = new EpochLimits(long.MaxValue, long.MaxValue, TimeProvider.System);

        long allocated = 0;
        for (var epoch = 0; epoch < 200; epoch++)
        {
            lane.Begin((epoch + 1) * 5 * BatchRows);
            reading.Begin();
            var before = GC.GetAllocatedBytesForCurrentThread();
            while (!reading.IsDone)
                reading.Step(TimeSpan.Zero, limits);
            if (epoch >= 100)
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            lane.End();
            lane.Advance(0, PartitionReach.CaughtUp);
            foreach (var merge in lowering.Merges)
                merge.EndEpoch(flush: false);
        }

        // Of 5,000 rows in 5 batches: a batch may cost an enumerator or two, a row nothing.
        Assert.InRange(allocated / 100, 0, 5 * 200);
        Assert.True(lane.Watermark > 0 && lowering.Merges[0].Released > 0);
    }

    private static ConnectorContext Context(string name) => new() { Job = "steady", Name = name };

    private sealed record Reading(string Device, DateTimeOffset At, double Value);

    private sealed record Mean(string Device, DateTimeOffset End, double Value);

    [StreamJob("steady")]
    private sealed class Job : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            var rows = streams.From(new SteadySource()).Where(row => row.Value > 3).WithWatermark(row => row.At, TimeSpan.FromSeconds(1));
            rows.GroupBy(row => row.Device).Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
                .Select(window => new Mean(window.Key, window.End, window.Average(row => row.Value)))
                .To(new MemorySink<Mean>("means"));
            rows.Select(row => new Mean(row.Device, row.At, row.Value * 1.8)).To(new SilentSink());
        }
    }

    /// <summary>Rows without end, event time running on.</summary>
    private sealed class SteadySource : SourceSpec<Reading>
    {
        public override string Name => "steady";

        public override string Describe() => "steady";

        public override SourceConnection Open(ConnectorContext context) => new Connection();

        private sealed class Connection : SourceConnection
        {
            public override Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation) => throw new NotSupportedException();

            public override Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
                throw new NotSupportedException();

            public override SourceReader OpenReader(SourceReaderOptions options) => new Reader(options);
        }

        private sealed class Reader : SourceReader
        {
            private readonly ColumnBatch _rows;
            private readonly int _time;
            private long _position;

            public Reader(SourceReaderOptions options)
            {
                _rows = new ColumnBatch(options.Columns);
                _time = options.Columns.IndexOf("at");
                var whole = new ColumnBatch(StreamFlow.Data.Rows.RowType.Of<Reading>().Schema);
                var writer = RowWriter.For<Reading>();
                for (var i = 0; i < BatchRows; i++)
                    writer.Append(whole, new Reading($"device-{i % 50}", DateTimeOffset.UnixEpoch, i % 10));
                for (var i = 0; i < options.Columns.Count; i++)
                    _rows.Columns[i].AppendAll(whole.Columns[whole.Schema.IndexOf(options.Columns[i].Name)]);
            }

            public override void Assign(IReadOnlyList<PartitionAssignment> ranges) => _position = ranges[0].From;

            public override bool Read(SourceBatch batch, TimeSpan wait)
            {
                batch.Reset();
                for (var i = 0; i < _rows.Columns.Length; i++)
                {
                    if (i != _time)
                        batch.Rows.Columns[i].AppendAll(_rows.Columns[i]);
                }

                for (var i = 0; i < BatchRows; i++)
                {
                    var time = (_position + i) * 1000;
                    ((ValueColumn<long>)batch.Rows.Columns[_time]).Append(time);
                    batch.Rows.Origin.Timestamps.Append(time);
                    batch.Rows.Origin.Offsets.Append(_position + i);
                }

                batch.Rows.RowCount = BatchRows;
                batch.NextOffset = _position += BatchRows;
                return true;
            }
        }
    }

    private sealed class SilentSink : SinkSpec<Mean>
    {
        private readonly MemorySink<Mean> _sink = new("silent");

        public override string Name => "silent";

        public override string Describe() => "silent";

        public override SinkCommitter OpenCommitter(ConnectorContext context) => _sink.OpenCommitter(context);

        public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) => new Writer();

        private sealed class Writer : SinkWriter
        {
            public override void Write(ColumnBatch rows)
            {
            }
        }
    }
}
