using StreamFlow.Basics.Memory;
using StreamFlow.Testing;
using static StreamFlow.Scenarios.Reading;

namespace StreamFlow.Scenarios.EventTime;

/// <summary>Windows that take late rows for a while are sent again, corrected; their last rows are what the log alone says.</summary>
public sealed class AllowedLatenessTests
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Five = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_late_row_has_its_window_sent_again_with_the_other_keys_left_alone()
    {
        await using var test = Counting(() => Window.Tumbling(Ten), () => Five);
        var source = test.Source<Reading>("in");
        source.Add(0, At(1), At(2, "b"), At(12));
        await test.RunAvailableAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 1, 1), WindowCount.Of("b", 0, 10, 1, 1)], test.Sink<WindowCount>("out").Committed);

        source.Add(0, At(3, value: 5));
        await test.RunAvailableAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 6)], test.Sink<WindowCount>("out").Committed.Skip(2));
        var progress = test.Query.LastProgress!;
        Assert.Equal((0, 1, 1), (progress.LateRows, progress.AcceptedLateRows, progress.CorrectedRows));
        Assert.Equal((0, 1), (progress.Lateness.UpTo1Second, progress.Lateness.UpTo10Seconds));
    }

    [Fact]
    public async Task What_comes_when_the_allowed_lateness_has_passed_is_late_and_the_state_is_gone()
    {
        await using var test = Counting(() => Window.Tumbling(Ten), () => Five);
        var source = test.Source<Reading>("in");
        source.Add(0, At(1), At(14.999999), At(2), At(15), At(3));
        await test.RunEveryWayAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 2)], Last(test));
        await test.RunAvailableAsync();
        Assert.Equal(1, test.Query.LastProgress?.StateRows ?? 1);

        source.Add(0, At(4), At(40));
        await test.RunAvailableAsync();
        Assert.Equal(1, test.Query.LastProgress!.LateRows);
        Assert.Equal(1, test.Query.LastProgress.Lateness.UpTo10Seconds);
    }

    /// <summary>The row at 7 comes when the watermark stands at 16: [0,10) and [5,15) have left and take it, [-5,5) would not have held it.</summary>
    [Fact]
    public async Task Under_hopping_windows_each_that_still_takes_the_row_is_corrected()
    {
        await using var test = Counting(() => Window.Hopping(Ten, every: Five), () => TimeSpan.FromSeconds(8));
        test.Source<Reading>("in").Add(0, At(7), At(16), At(7), At(19), At(6), At(60));
        await test.RunEveryWayAsync();
        Assert.Equal(
            [WindowCount.Of("a", 0, 10, 2, 2), WindowCount.Of("a", 5, 15, 3, 3), WindowCount.Of("a", 10, 20, 2, 2), WindowCount.Of("a", 15, 25, 2, 2)],
            Last(test));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_last_row_of_each_window_is_what_LINQ_says_in_every_way_of_running(int seed)
    {
        var chance = new Random(seed);
        var partitions = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 60)
            .Select(second => At(Math.Round((second / 2.0) - (chance.Next(4) == 0 ? chance.NextDouble() * 20 : 0), 3), $"k{chance.Next(3)}", chance.Next(50))).ToList()).ToList();
        await using var test = Counting(() => Window.Tumbling(Ten), () => Five);
        for (var partition = 0; partition < 3; partition++)
            test.Source<Reading>("in", partitions: 3).Add(partition, [.. partitions[partition]]);
        await test.RunEveryWayAsync(flushAtEnd: true, seed);
        Assert.Equal(Expected(partitions, Ten, Five), Last(test));
    }

    /// <summary>A row that comes while the job runs without lateness is late for good: its window's state is gone, and what is left would correct it to something wrong.</summary>
    [Fact]
    public async Task Lateness_that_is_allowed_later_opens_no_window_that_was_closed_before()
    {
        var allowed = TimeSpan.Zero;
        await using var test = Counting(() => Window.Tumbling(Ten), () => allowed);
        var source = test.Source<Reading>("in");
        source.Add(0, At(1), At(2), At(12));
        await test.RunAvailableAsync();
        allowed = TimeSpan.FromMinutes(1);
        source.Add(0, At(3), At(21), At(13), At(14));
        await test.RunAvailableAsync();
        source.Add(0, At(15));
        await test.RunAvailableAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 2), WindowCount.Of("a", 10, 20, 4, 4)], Last(test));
        Assert.Equal([2L, 3, 4], test.Sink<WindowCount>("out").Committed.Select(row => row.Count));
    }

    [Fact]
    public async Task Late_rows_are_those_that_no_window_takes_any_more()
    {
        await using var test = CaseJob.Test(streams =>
        {
            streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.Zero)
                .GroupBy(r => r.Device).Window(Window.Tumbling(Ten)).AllowLateness(Five).LateRows(out var late)
                .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
                .To(new MemorySink<WindowCount>("out"));
            late.Select(l => new Reading(l.Row.Device, l.Row.Ts, l.Row.Value)).To(new MemorySink<Reading>("late"));
        });
        test.Sink<WindowCount>("out").UpdatesBy(row => (row.Device, row.Start));
        test.Source<Reading>("in").Add(0, At(1), At(14), At(2), At(15), At(3));
        await test.RunEveryWayAsync();
        Assert.Equal([At(3)], test.Sink<Reading>("late").Committed);
    }

    [Fact]
    public async Task Windows_behind_corrected_ones_would_count_twice_and_are_refused()
    {
        await using var test = CaseJob.Test(streams => streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.Zero)
            .Window(Window.Tumbling(Ten)).AllowLateness(Five).Select(w => new WindowCount("", w.Start, w.End, w.Count(), 0))
            .Window(Window.Tumbling(TimeSpan.FromMinutes(1))).Select(w => new WindowCount("", w.Start, w.End, w.Sum(r => r.Count), 0))
            .To(new MemorySink<WindowCount>("out")));
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => test.RunAvailableAsync());
        Assert.Contains("a later row replaces an earlier one", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("allows no lateness", fault.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_behind_a_window_may_allow_lateness()
    {
        await using var test = CaseJob.Test(streams => streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.Zero)
            .GroupBy(r => r.Device).Window(Window.Tumbling(Five)).Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
            .GroupBy(r => r.Device).Window(Window.Tumbling(Ten)).AllowLateness(Five).Select(w => new WindowCount(w.Key, w.Start, w.End, w.Sum(r => r.Count), w.Sum(r => r.Sum)))
            .To(new MemorySink<WindowCount>("out")));
        test.Sink<WindowCount>("out").UpdatesBy(row => (row.Device, row.Start));
        test.Source<Reading>("in").Add(0, At(1), At(6), At(11), At(4), At(30));
        await test.RunEveryWayAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 2), WindowCount.Of("a", 10, 20, 1, 1)], Last(test));
    }

    [Fact]
    public async Task Explain_says_what_is_sent_again_and_what_does_not_depend_on_epochs()
    {
        await using var test = Counting(() => Window.Tumbling(Ten), () => Five);
        await test.RunAvailableAsync();
        Assert.Contains("a row that is up to 5s late still counts", test.Query.Explain(), StringComparison.Ordinal);
        Assert.Contains("the last row of a key and window does not", test.Query.Explain(), StringComparison.Ordinal);
    }

    /// <summary>A row counts for the window that holds its time, if that ends, with the allowed lateness, after the largest time of the rows before it in its partition.</summary>
    private static IEnumerable<WindowCount> Expected(IReadOnlyList<List<Reading>> partitions, TimeSpan size, TimeSpan allowed) =>
        from rows in partitions
        from one in rows.Select((row, index) => (row, carried: rows.Take(index).Select(before => before.Ts).DefaultIfEmpty(DateTimeOffset.MinValue).Max()))
        let start = T0.AddTicks((long)Math.Floor((decimal)(one.row.Ts - T0).Ticks / size.Ticks) * size.Ticks)
        where start + size + allowed > one.carried
        group one.row by (one.row.Device, start) into window
        orderby window.Key.Device, window.Key.start
        select new WindowCount(window.Key.Device, window.Key.start, window.Key.start + size, window.Count(), window.Sum(row => row.Value));

    private static JobTest Counting(Func<WindowSpec> window, Func<TimeSpan> allowed)
    {
        var test = CaseJob.Test(streams => streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.Zero)
            .GroupBy(r => r.Device).Window(window()).AllowLateness(allowed()).Named("windows")
            .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
            .To(new MemorySink<WindowCount>("out")));
        test.Sink<WindowCount>("out").UpdatesBy(row => (row.Device, row.Start));
        return test;
    }

    private static IEnumerable<WindowCount> Last(JobTest test) =>
        test.Sink<WindowCount>("out").Committed.GroupBy(row => (row.Device, row.Start)).Select(rows => rows.Last()).OrderBy(row => row.Device).ThenBy(row => row.Start);
}
