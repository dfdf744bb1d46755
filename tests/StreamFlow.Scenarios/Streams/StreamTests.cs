using System.Text;
using StreamFlow.Basics.Memory;
using static StreamFlow.Scenarios.Reading;

namespace StreamFlow.Scenarios.Streams;

/// <summary>Filters, projections, delegates, unions, several sinks, bad records.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task Several_sinks_take_what_their_streams_give()
    {
        await using var test = CaseJob.Test(streams =>
        {
            var readings = streams.From(new MemorySource<Reading>("in"));
            readings.Where(r => r.Value > 30).Select(r => new Alarm(r.Device, r.Value * 2)).To(new MemorySink<Alarm>("hot"));
            readings.Where(r => r.Value < 10).Select(r => new Alarm(r.Device, -r.Value)).To(new MemorySink<Alarm>("cold"));
            readings.To(new MemorySink<Reading>("all"));
        });
        var rows = Enumerable.Range(0, 40).Select(i => At(i, $"d{i % 3}", i)).ToArray();
        test.Source<Reading>("in").Add(0, rows);
        await test.RunEveryWayAsync();
        Assert.Equal(rows.Where(r => r.Value > 30).Select(r => new Alarm(r.Device, r.Value * 2)), test.Sink<Alarm>("hot").Committed.OrderBy(a => a.Value));
        Assert.Equal(rows.Where(r => r.Value < 10).Select(r => new Alarm(r.Device, -r.Value)), test.Sink<Alarm>("cold").Committed.OrderByDescending(a => a.Value));
        Assert.Equal(rows, test.Sink<Reading>("all").Committed.OrderBy(r => r.Ts));
    }

    [Fact]
    public async Task A_flat_map_gives_any_number_of_rows_with_the_event_time_of_theirs()
    {
        await using var test = CaseJob.Test(streams =>
            streams.From(new MemorySource<Line>("in")).WithWatermark(l => l.Ts, TimeSpan.Zero)
                .FlatMap(l => l.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new Word(word)))
                .GroupBy(w => w.Text).Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
                .Select(w => new WordCount(w.Key, w.Start, w.Count()))
                .To(new MemorySink<WordCount>("out")));
        test.Source<Line>("in").Add(
            0, new Line(T0, "to be or not to be"), new Line(T0.AddSeconds(5), ""), new Line(T0.AddSeconds(9), "be"), new Line(T0.AddSeconds(10), "that is"), new Line(T0.AddSeconds(20), "end"));
        await test.RunEveryWayAsync();
        Assert.Equal(
            [
                new WordCount("be", T0, 3), new WordCount("not", T0, 1), new WordCount("or", T0, 1), new WordCount("to", T0, 2),
                new WordCount("is", T0.AddSeconds(10), 1), new WordCount("that", T0.AddSeconds(10), 1),
            ],
            test.Sink<WordCount>("out").Committed.OrderBy(c => c.Start).ThenBy(c => c.Text, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_union_counts_the_rows_of_both_streams()
    {
        await using var test = CaseJob.Test(streams =>
        {
            var left = streams.From(new MemorySource<Reading>("left")).WithWatermark(r => r.Ts, TimeSpan.FromSeconds(1));
            var right = streams.From(new MemorySource<Reading>("right")).WithWatermark(r => r.Ts, TimeSpan.FromSeconds(4));
            left.Union(right.Where(r => r.Value > 0)).GroupBy(r => r.Device).Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
                .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value)))
                .To(new MemorySink<WindowCount>("out"));
        });
        test.Source<Reading>("left", partitions: 2).Add(0, At(1), At(8), At(21));
        test.Source<Reading>("left").Add(1, At(2, value: 10), At(22));
        test.Source<Reading>("right").Add(0, At(5, value: 100), At(6, value: -5), At(25));
        await test.RunEveryWayAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 4, 112)], test.Sink<WindowCount>("out").Committed.Where(row => row.Start < T0.AddSeconds(10)));
    }

    [Fact]
    public async Task Bad_records_are_a_stream_committed_with_everything_else()
    {
        await using var test = CaseJob.Test(streams =>
        {
            streams.From(new MemorySource<Reading>("in"), out var bad).To(new MemorySink<Reading>("out"));
            bad.To(new MemorySink<BadRecord>("bad"));
        });
        var source = test.Source<Reading>("in", partitions: 2);
        source.Add(0, At(1), At(2));
        source.AddBytes(0, "{\"device\":"u8);
        source.Add(0, At(3));
        source.AddBytes(1, "{\"device\":\"a\",\"ts\":\"2026-05-01T12:00:00Z\",\"value\":\"warm\"}"u8, key: "k", headers: [new MessageHeader("trace", "7"u8.ToArray()), new MessageHeader("trace", null)]);
        await test.RunEveryWayAsync();
        Assert.Equal([At(1), At(2), At(3)], test.Sink<Reading>("out").Committed);
        var bad = test.Sink<BadRecord>("bad").Committed.OrderBy(record => record.Partition).ToArray();
        Assert.Equal([(0, 2L), (1, 0L)], bad.Select(record => (record.Partition, record.Offset)));
        Assert.Equal("value", bad[1].Column);
        Assert.Equal("k"u8.ToArray(), bad[1].Key);
        Assert.Equal([("trace", "7"), ("trace", null)], bad[1].Headers.Select(header => (header.Name, header.Value is null ? null : Encoding.UTF8.GetString(header.Value))));
        Assert.Empty(bad[0].Headers);
    }

    [Fact]
    public async Task A_bad_record_stops_the_job_and_nothing_of_its_epoch_is_committed()
    {
        await using var test = CaseJob.Test(streams => streams.From(new MemorySource<Reading>("in")).To(new MemorySink<Reading>("out")));
        test.Source<Reading>("in").Add(0, At(1));
        test.Source<Reading>("in").AddBytes(0, "nonsense"u8);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => test.RunAvailableAsync());
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains("in", fault.Message, StringComparison.Ordinal);
        Assert.Empty(test.Sink<Reading>("out").Committed);
        Assert.Equal(QueryState.Failed, test.Query.State);
    }

    [Fact]
    public async Task Bad_records_are_skipped_when_the_source_says_so()
    {
        await using var test = CaseJob.Test(streams =>
            streams.From(new MemorySource<Reading>("in") { OnBadRecord = BadRecordPolicy.Skip }).To(new MemorySink<Reading>("out")));
        test.Source<Reading>("in").Add(0, At(1));
        test.Source<Reading>("in").AddBytes(0, "nonsense"u8);
        test.Source<Reading>("in").Add(0, At(2));
        await test.RunEveryWayAsync();
        Assert.Equal([At(1), At(2)], test.Sink<Reading>("out").Committed);
    }

    public sealed record Alarm(string Device, double Value);

    public sealed record Line(DateTimeOffset Ts, string Text);

    public sealed record Word(string Text);

    public sealed record WordCount(string Text, DateTimeOffset Start, long Count);
}
