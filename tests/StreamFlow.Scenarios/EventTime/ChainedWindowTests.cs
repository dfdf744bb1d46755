using StreamFlow.Basics.Memory;
using StreamFlow.Testing;
using static StreamFlow.Scenarios.Reading;

namespace StreamFlow.Scenarios.EventTime;

/// <summary>Windows over windows: nothing between them is ever late.</summary>
public sealed class ChainedWindowTests
{
    [Fact]
    public async Task Minutes_of_tens_of_seconds_count_every_row()
    {
        await using var test = CaseJob.Test(streams =>
            streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.FromSeconds(5))
                .GroupBy(r => r.Device).Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
                .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
                .Window(Window.Tumbling(TimeSpan.FromMinutes(1)))
                .Select(w => new Total(w.Start, w.Count(), w.Sum(r => r.Count), w.Max(r => r.Sum)))
                .To(new MemorySink<Total>("out")));
        var source = test.Source<Reading>("in", partitions: 2);
        for (var second = 0; second < 200; second++)
            source.Add(second % 2, At(second - (second % 7 * 0.5), second % 3 == 0 ? "a" : "b"));
        source.Add(0, At(300, "end"));
        source.Add(1, At(300, "end"));
        await test.RunEveryWayAsync();

        var seconds = Enumerable.Range(0, 200).Select(second => (Ts: second - (second % 7 * 0.5), Device: second % 3 == 0 ? "a" : "b"));
        var expected = seconds.GroupBy(row => (row.Device, Ten: Math.Floor(row.Ts / 10)))
            .GroupBy(ten => Math.Floor(ten.Key.Ten / 6))
            .Select(minute => new Total(T0.AddMinutes(minute.Key), minute.Count(), minute.Sum(ten => ten.Count()), minute.Max(ten => ten.Count())))
            .OrderBy(total => total.Start);
        Assert.Equal(expected, test.Sink<Total>("out").Committed.OrderBy(total => total.Start));
    }

    public sealed record Total(DateTimeOffset Start, long Tens, long Rows, double Busiest);
}
