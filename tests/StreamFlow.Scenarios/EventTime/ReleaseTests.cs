using StreamFlow.Basics.Memory;
using StreamFlow.Testing;
using static StreamFlow.Scenarios.Reading;

namespace StreamFlow.Scenarios.EventTime;

/// <summary>Results leave by the minimum over all partitions' watermarks.</summary>
public sealed class ReleaseTests
{
    [Fact]
    public async Task A_window_waits_for_the_slowest_partition()
    {
        await using var test = Counting();
        var source = test.Source<Reading>("in", partitions: 2);
        source.Add(0, At(1), At(100));
        source.Add(1, At(2), At(12));
        await test.RunEveryWayAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 2)], Rows(test));
    }

    [Fact]
    public async Task A_partition_without_a_row_leaves_the_minimum_of_a_bounded_run()
    {
        await using var test = Counting();
        test.Source<Reading>("in", partitions: 3).Add(0, At(1), At(11));
        await test.RunEveryWayAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 1, 1)], Rows(test));
    }

    [Fact]
    public async Task A_partition_without_a_row_holds_results_back_in_a_run_without_end()
    {
        await using var test = Counting();
        var source = test.Source<Reading>("in", partitions: 2);
        source.Add(0, At(1), At(11));
        await test.StartAsync();
        await test.Query.ProcessAllAvailableAsync();
        Assert.Empty(Rows(test));
        source.Add(1, At(3), At(10));
        await test.Query.ProcessAllAvailableAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 2)], Rows(test));
    }

    /// <summary>
    /// Partition 1 sleeps, the windows up to 30 s leave, and it comes back with rows at 5 s and 35 s: the first is late although its own watermark (1 s) does not say so,
    /// because the window that it belongs to has left.
    /// </summary>
    [Fact]
    public async Task A_partition_that_returns_from_idleness_is_judged_by_what_has_left()
    {
        await using var test = Counting(idleAfter: TimeSpan.FromMinutes(1));
        var source = test.Source<Reading>("in", partitions: 2);
        source.Add(0, At(2), At(12), At(30));
        source.Add(1, At(1));
        await test.StartAsync();
        await test.Query.ProcessAllAvailableAsync();
        Assert.Empty(Rows(test));
        test.Time.Advance(TimeSpan.FromMinutes(2));
        source.Add(0, At(31));
        await test.Query.ProcessAllAvailableAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 2), WindowCount.Of("a", 10, 20, 1, 1)], Rows(test));
        source.Add(1, At(5), At(35));
        source.Add(0, At(60));
        await test.Query.ProcessAllAvailableAsync();
        source.Add(1, At(60));
        await test.Query.ProcessAllAvailableAsync();
        Assert.Equal(
            [WindowCount.Of("a", 0, 10, 2, 2), WindowCount.Of("a", 10, 20, 1, 1), WindowCount.Of("a", 30, 40, 3, 3)],
            Rows(test));
    }

    /// <summary>A clock gone wrong says the year 2030: under the simpler rule every window would close and every later row be late.</summary>
    [Fact]
    public async Task A_row_from_the_future_moves_nothing()
    {
        await using var test = CaseJob.Test(streams =>
        {
            streams.From(new MemorySource<Reading>("in"), out var bad).WithWatermark(r => r.Ts, TimeSpan.Zero)
                .GroupBy(r => r.Device).Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
                .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
                .To(new MemorySink<WindowCount>("out"));
            bad.Select(b => new BadNote(b.Partition, b.Offset)).To(new MemorySink<BadNote>("bad"));
        });
        var source = test.Source<Reading>("in");
        source.Add(0, At(1));
        source.AddAt(0, T0.AddSeconds(2), new Reading("a", T0.AddYears(4), 1));
        source.Add(0, At(3), At(12));
        await test.RunEveryWayAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 2)], Rows(test));
        Assert.Equal([new BadNote(0, 1)], test.Sink<BadNote>("bad").Committed);
    }

    [Fact]
    public async Task Open_windows_leave_at_the_end_when_asked_to()
    {
        await using var test = Counting();
        test.Source<Reading>("in", partitions: 2).Add(0, At(1), At(11));
        await test.RunEveryWayAsync(flushAtEnd: true);
        Assert.Equal([WindowCount.Of("a", 0, 10, 1, 1), WindowCount.Of("a", 10, 20, 1, 1)], Rows(test));
    }

    private static JobTest Counting(TimeSpan? idleAfter = null) => CaseJob.Test(streams =>
        streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.Zero, idleAfter)
            .GroupBy(r => r.Device).Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
            .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
            .To(new MemorySink<WindowCount>("out")));

    private static IEnumerable<WindowCount> Rows(JobTest test) =>
        test.Sink<WindowCount>("out").Committed.OrderBy(row => row.Device).ThenBy(row => row.Start);

    public sealed record BadNote(int Partition, long Offset);
}
