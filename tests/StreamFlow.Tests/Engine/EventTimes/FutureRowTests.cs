using StreamFlow.Basics.Memory;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Engine.EventTimes;

public sealed class FutureRowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_row_too_far_ahead_is_refused_whatever_stands_beside_it_in_the_batch()
    {
        await using var test = JobTest.For(new Counts(null));
        var stamps = test.Source<Stamp>("stamps");
        stamps.AddAt(0, Noon, new Stamp(Noon));

        // Too far ahead of its own record, but not later than the row before: it would not move the watermark.
        stamps.AddAt(0, Noon.AddDays(-2), new Stamp(Noon.AddSeconds(-1)));
        stamps.AddAt(0, Noon, new Stamp(Noon.AddDays(3)));
        await test.RunEveryWayAsync(flushAtEnd: true);

        Assert.Equal(new CountRow(Noon.AddMinutes(1), 1), Assert.Single(test.Sink<CountRow>("counts").Committed));
    }

    [Fact]
    public async Task Without_a_limit_no_time_is_too_far_ahead_not_even_one_before_1970()
    {
        await using var test = JobTest.For(new Counts(Timeout.InfiniteTimeSpan));
        test.Source<Stamp>("stamps").AddAt(0, Noon, new Stamp(new DateTimeOffset(1960, 1, 1, 0, 0, 30, TimeSpan.Zero)));
        await test.RunEveryWayAsync(flushAtEnd: true);

        Assert.Equal(1, Assert.Single(test.Sink<CountRow>("counts").Committed).Count);
    }

    private sealed record Stamp(DateTimeOffset At);

    private sealed record CountRow(DateTimeOffset End, long Count);

    [StreamJob("counts")]
    private sealed class Counts(TimeSpan? maxAhead) : IStreamJob
    {
        public void Define(StreamBuilder streams) =>
            streams.From(new MemorySource<Stamp>("stamps") { OnBadRecord = BadRecordPolicy.Skip })
                .WithWatermark(row => row.At, TimeSpan.Zero, maxAhead: maxAhead)
                .Window(Window.Tumbling(TimeSpan.FromMinutes(1)))
                .Select(window => new CountRow(window.End, window.Count()))
                .To(new MemorySink<CountRow>("counts"));
    }
}
