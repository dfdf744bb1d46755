using StreamFlow.Basics.Memory;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Engine.EventTimes;

/// <summary>Bad records are a stream like any other: with event time, state, and recovery.</summary>
public sealed class BadRecordWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Windows_over_bad_records_survive_restarts_and_other_cuts()
    {
        await using var test = JobTest.For(new BadCounts());
        var source = test.Source<Stamp>("stamps");
        for (var i = 0; i < 40; i++)
        {
            var recorded = Noon.AddSeconds(i - (i % 5 == 3 ? 12 : 0));

            // By turns a good row, one that does not decode, and one that decodes but is too far ahead.
            if (i % 3 == 0)
                source.AddAt(0, recorded, new Stamp(recorded));
            else if (i % 3 == 1)
                source.AddBytes(0, "nothing"u8, timestamp: recorded);
            else
                source.AddAt(0, recorded, new Stamp(recorded.AddDays(3)));
        }

        await test.RunEveryWayAsync();

        Assert.NotEmpty(test.Sink<CountRow>("all").Committed);
        Assert.NotEmpty(test.Sink<CountRow>("bad").Committed);
    }

    private sealed record Stamp(DateTimeOffset At);

    private sealed record CountRow(DateTimeOffset End, long Count, long Offsets);

    private sealed record Position(long Offset);

    [StreamJob("bad-counts")]
    private sealed class BadCounts : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            var good = streams.From(new MemorySource<Stamp>("stamps"), out var records).WithWatermark(row => row.At, TimeSpan.Zero).Select(row => new Position(1));
            var bad = records.WithWatermark(row => row.Timestamp, TimeSpan.Zero).Select(row => new Position(row.Offset));
            Count(bad, "bad");
            Count(bad.Union(good), "all");
        }

        private static void Count(DataStream<Position> positions, string name) =>
            positions.Window(Window.Tumbling(TimeSpan.FromSeconds(4))).Named(name)
                .Select(window => new CountRow(window.End, window.Count(), window.Sum(row => row.Offset)))
                .To(new MemorySink<CountRow>(name));
    }
}
