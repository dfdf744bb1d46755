using StreamFlow.Basics.Memory;
using StreamFlow.Testing;
using static StreamFlow.Scenarios.Reading;

namespace StreamFlow.Scenarios.EventTime;

/// <summary>Late is what the partition's own watermark says, window by window.</summary>
public sealed class LatenessTests
{
    /// <summary>The row at 8 s comes when the watermark stands at 14 s: the window that ends at 10 s is over, the one that ends at 15 s still takes it.</summary>
    [Fact]
    public async Task Under_hopping_windows_a_row_counts_for_those_that_still_take_it()
    {
        await using var test = Counting(Window.Hopping(TimeSpan.FromSeconds(10), every: TimeSpan.FromSeconds(5)), outOfOrderness: 0);
        test.Source<Reading>("in").Add(0, At(7), At(14), At(8), At(40));
        await test.RunEveryWayAsync();
        Assert.Equal(
            [WindowCount.Of("a", 0, 10, 1, 1), WindowCount.Of("a", 5, 15, 3, 3), WindowCount.Of("a", 10, 20, 1, 1)],
            Rows(test));
    }

    [Fact]
    public async Task A_row_exactly_at_the_watermark_of_its_windows_end_is_late()
    {
        await using var test = Counting(Window.Tumbling(TimeSpan.FromSeconds(10)), outOfOrderness: 5);
        test.Source<Reading>("in").Add(0, At(1), At(14.999999), At(2), At(15), At(3), At(60));
        await test.RunEveryWayAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 2), WindowCount.Of("a", 10, 20, 2, 2)], Rows(test));
    }

    /// <summary>Partition 1 is far ahead. Under the simpler rule (one watermark for all) partition 0's rows would be late, or not, by arrival.</summary>
    [Fact]
    public async Task A_partition_that_lags_behind_loses_no_row()
    {
        await using var test = Counting(Window.Tumbling(TimeSpan.FromSeconds(10)), outOfOrderness: 0);
        var source = test.Source<Reading>("in", partitions: 2);
        for (var second = 0; second < 100; second++)
            source.Add(1, At(1000 + second, "b"));
        for (var second = 0; second < 30; second++)
            source.Add(0, At(second));
        await test.RunEveryWayAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 10, 10), WindowCount.Of("a", 10, 20, 10, 10)], Rows(test));
    }

    [Fact]
    public async Task Late_rows_are_a_stream_with_how_late_they_were()
    {
        await using var test = CaseJob.Test(streams =>
        {
            streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.FromSeconds(2))
                .GroupBy(r => r.Device).Window(Window.Tumbling(TimeSpan.FromSeconds(10))).LateRows(out var late)
                .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
                .To(new MemorySink<WindowCount>("out"));
            late.Select(l => new LateNote(l.Row.Device, l.Row.Value, l.Position.Partition, l.Position.Offset, l.LateBy, l.WindowEnd)).To(new MemorySink<LateNote>("late"));
        });
        var source = test.Source<Reading>("in", partitions: 2);
        source.Add(0, At(1), At(15), At(4, value: 7), At(40));
        source.Add(1, At(3, "b"), At(41, "b"));
        await test.RunEveryWayAsync();
        Assert.Equal([new LateNote("a", 7, 0, 2, TimeSpan.FromSeconds(3), T0.AddSeconds(10))], test.Sink<LateNote>("late").Committed);
        Assert.Equal(
            [WindowCount.Of("a", 0, 10, 1, 1), WindowCount.Of("a", 10, 20, 1, 1), WindowCount.Of("b", 0, 10, 1, 1)],
            Rows(test));
    }

    private static JobTest Counting(WindowSpec window, int outOfOrderness) => CaseJob.Test(streams =>
        streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.FromSeconds(outOfOrderness))
            .GroupBy(r => r.Device).Window(window)
            .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
            .To(new MemorySink<WindowCount>("out")));

    private static IEnumerable<WindowCount> Rows(JobTest test) =>
        test.Sink<WindowCount>("out").Committed.OrderBy(row => row.Device).ThenBy(row => row.Start);

    public sealed record LateNote(string Device, double Value, int Partition, long Offset, TimeSpan LateBy, DateTimeOffset WindowEnd);
}
