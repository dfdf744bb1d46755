using StreamFlow.Basics.Memory;
using static StreamFlow.Scenarios.Reading;

namespace StreamFlow.Scenarios.Aggregation;

/// <summary>Rows that replace earlier ones: the last of each key is the same however the input was cut.</summary>
public sealed class UpdateTests
{
    [Fact]
    public async Task A_group_by_without_window_ends_with_the_total_of_each_key()
    {
        await using var test = CaseJob.Test(streams =>
            streams.From(new MemorySource<Reading>("in"))
                .GroupBy(r => r.Device)
                .Select(g => new Total(g.Key, g.Count(), g.Max(r => r.Value)))
                .To(new MemorySink<Total>("out")));
        var totals = test.Sink<Total>("out").UpdatesBy(total => total.Device);
        var source = test.Source<Reading>("in", partitions: 2);
        for (var i = 0; i < 50; i++)
            source.Add(i % 2, At(i, $"d{i % 7}", i));
        await test.RunEveryWayAsync();
        var expected = Enumerable.Range(0, 50).GroupBy(i => $"d{i % 7}").Select(g => new Total(g.Key, g.Count(), g.Max()));
        Assert.Equal(expected.OrderBy(t => t.Device), totals.Committed.GroupBy(t => t.Device).Select(g => g.Last()).OrderBy(t => t.Device));
    }

    [Fact]
    public async Task Windows_that_emit_on_update_end_with_what_emit_on_close_would_give()
    {
        await using var test = CaseJob.Test(streams =>
            streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.FromSeconds(3))
                .GroupBy(r => r.Device).Window(Window.Tumbling(TimeSpan.FromSeconds(10))).Emit(EmitMode.OnUpdate)
                .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
                .To(new MemorySink<WindowCount>("out")));
        var windows = test.Sink<WindowCount>("out").UpdatesBy(row => (row.Device, row.Start));
        var source = test.Source<Reading>("in", partitions: 2);
        for (var i = 0; i < 50; i++)
            source.Add(i % 2, At(i - (i % 3), $"d{i % 2}"));
        await test.RunEveryWayAsync();
        var expected = Enumerable.Range(0, 50).GroupBy(i => (Device: $"d{i % 2}", Ten: (i - (i % 3)) / 10))
            .Select(g => WindowCount.Of(g.Key.Device, g.Key.Ten * 10, (g.Key.Ten * 10) + 10, g.Count(), g.Count()));
        Assert.Equal(
            expected.OrderBy(row => row.Device).ThenBy(row => row.Start),
            windows.Committed.GroupBy(row => (row.Device, row.Start)).Select(g => g.Last()).OrderBy(row => row.Device).ThenBy(row => row.Start));
    }
}

public sealed record Total(string Device, long Count, double Highest);
