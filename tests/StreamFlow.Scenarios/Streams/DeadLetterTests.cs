using System.Text;
using StreamFlow.Basics.Memory;
using StreamFlow.Kafka;
using StreamFlow.Testing;
using static StreamFlow.Scenarios.Reading;

namespace StreamFlow.Scenarios.Streams;

/// <summary>What a run puts aside without the job saying so: bad records, rows too far ahead and late rows, as the records that they came from.</summary>
public sealed class DeadLetterTests
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);
    private static readonly MessageHeader[] Trace = [new("trace", "7"u8.ToArray()), new("trace", null), new("", [0, 255])];

    [Fact]
    public async Task Records_that_are_no_rows_come_whole_and_the_others_are_not_held_up()
    {
        await using var test = Test(options => options.DeadLetters = "dead");
        Fill(test.Source<Reading>("in", partitions: 2));
        await test.RunEveryWayAsync();
        Assert.Equal([WindowCount.Of("a", 0, 10, 2, 2), WindowCount.Of("a", 10, 20, 2, 2)], test.Sink<WindowCount>("out").Committed.OrderBy(row => row.Start));
        var dead = test.Sink<BadRecord>("dead").Committed.OrderBy(record => record.Partition).ThenBy(record => record.Offset).ToList();
        Assert.Equal(
            ["in 0 1 k {\"device\":7} trace=7 trace=null =00FF device", "in 0 3 null null none", "in 1 0 far {\"device\":\"a\",\"ts\":\"2026-05-09T12:00:00Z\",\"value\":1} x=1 ts"],
            dead.Select(Text));
        Assert.Contains("ahead of the record's timestamp", dead[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_counts_say_what_was_left_out_and_what_was_put_aside_is_not()
    {
        await using var test = Test(options =>
        {
            options.DeadLetters = "dead";
            options.DeadLetterLateRows = true;
        });
        Fill(test.Source<Reading>("in", partitions: 2));
        await test.RunAvailableAsync();
        var progress = test.Query.LastProgress!;
        Assert.Equal((0, 0, 1), (progress.LateRows, progress.BadRecords, progress.FutureRows));
        Assert.Equal(1, progress.Lateness.UpTo10Seconds);
        Assert.Equal(4, progress.Sinks.Single(sink => sink.Sink == "dead").Rows);
    }

    [Fact]
    public async Task Late_rows_come_as_their_records_when_they_are_asked_for_once_a_record()
    {
        await using var test = JobTest.For(
            new CaseJob(streams => streams.From(new KafkaSource<Reading>("in")).FlatMap(row => new[] { row, row with { Value = 2 } })
                .WithWatermark(row => row.Ts, TimeSpan.Zero).GroupBy(row => row.Device).Window(Window.Tumbling(Ten)).Named("tens")
                .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value))).To(new KafkaSink<WindowCount>("out"))),
            options => (options.DeadLetters, options.DeadLetterLateRows) = ("dead", true));
        var source = test.Source<Reading>("in");
        source.Add(0, At(1), At(12));
        source.AddBytes(0, Json(3), key: "late", timestamp: T0.AddSeconds(3), headers: Trace);
        source.Add(0, At(30));
        await test.RunEveryWayAsync();
        var record = Assert.Single(test.Sink<BadRecord>("dead").Committed);
        Assert.Equal("in 0 2 late {\"device\":\"a\",\"ts\":\"2026-05-01T12:00:03Z\",\"value\":1} trace=7 trace=null =00FF none", Text(record));
        Assert.Equal(T0.AddSeconds(3), record.Timestamp);
        Assert.StartsWith("late by 2s for 'tens': its last window ended at 2026-05-01T12:00:10Z", record.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_job_takes_itself_is_the_jobs()
    {
        await using var test = JobTest.For(
            new CaseJob(streams =>
            {
                Count(streams.From(new KafkaSource<Reading>("in"), out var bad), out var late);
                bad.To(new KafkaSink<BadRecord>("bad"));
                late.Select(l => new Reading(l.Row.Device, l.Row.Ts, l.Row.Value)).To(new KafkaSink<Reading>("late"));
                streams.From(new KafkaSource<Reading>("other")).To(new KafkaSink<Reading>("others"));
            }),
            options => (options.DeadLetters, options.DeadLetterLateRows) = ("dead", true));
        Fill(test.Source<Reading>("in", partitions: 2));
        test.Source<Reading>("other").AddBytes(0, "nonsense"u8);
        await test.RunEveryWayAsync();
        Assert.Equal(3, test.Sink<BadRecord>("bad").Committed.Count);
        Assert.Equal([At(4)], test.Sink<Reading>("late").Committed);
        Assert.Equal("other", Assert.Single(test.Sink<BadRecord>("dead").Committed).Source);
    }

    [Fact]
    public async Task A_source_that_has_no_place_for_them_says_so()
    {
        await using var test = JobTest.For(
            new CaseJob(streams => streams.From(new MemorySource<Reading>("in")).To(new MemorySink<Reading>("out"))), options => options.DeadLetters = "dead");
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => test.RunAvailableAsync());
        Assert.Contains("source 'in'", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("out var badRecords", fault.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_stops_the_job_is_named_shown_and_comes_with_the_ways_out()
    {
        await using var test = Test(_ => { });
        test.Source<Reading>("in", partitions: 2).AddBytes(1, "{\"device\":\"\u001b[31m\\\n\xff"u8);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => test.RunAvailableAsync());
        Assert.Equal("in partition 1 offset 0", fault.Place);
        Assert.Contains("its value begins: {\"device\":\"\\x1b[31m\\\\\\n", fault.Problem, StringComparison.Ordinal);
        foreach (var way in new[] { "--dead-letters TOPIC", "out var badRecords", "BadRecordPolicy.Skip" })
            Assert.Contains(way, fault.WayOut, StringComparison.Ordinal);
    }

    /// <summary>In partition 0 a record of the wrong type, a tombstone and a late row; in partition 1 a row a week ahead of its record.</summary>
    private static void Fill(TestSource<Reading> source)
    {
        source.Add(0, At(1));
        source.AddBytes(0, "{\"device\":7}"u8, key: "k", timestamp: T0, headers: Trace);
        source.Add(0, At(2));
        source.AddTombstone(0, timestamp: T0);
        source.Add(0, At(13), At(4), At(14), At(30));
        source.AddBytes(1, "{\"device\":\"a\",\"ts\":\"2026-05-09T12:00:00Z\",\"value\":1}"u8, key: "far", timestamp: T0, headers: [new("x", "1"u8.ToArray())]);
        source.Add(1, At(40));
    }

    private static byte[] Json(int second) => Encoding.UTF8.GetBytes($"{{\"device\":\"a\",\"ts\":\"2026-05-01T12:00:0{second}Z\",\"value\":1}}");

    private static JobTest Test(Action<StreamJobOptions> configure) => JobTest.For(
        new CaseJob(streams => streams.From(new KafkaSource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.Zero)
            .GroupBy(r => r.Device).Window(Window.Tumbling(Ten)).Named("tens")
            .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value))).To(new KafkaSink<WindowCount>("out"))),
        configure);

    private static void Count(DataStream<Reading> readings, out DataStream<LateRow<Reading>> late) =>
        readings.WithWatermark(r => r.Ts, TimeSpan.Zero).GroupBy(r => r.Device).Window(Window.Tumbling(Ten)).LateRows(out late)
            .Select(w => new WindowCount(w.Key, w.Start, w.End, w.Count(), w.Sum(r => r.Value))).To(new KafkaSink<WindowCount>("out"));

    private static string Text(BadRecord record) => string.Join(' ', new[]
    {
        record.Source, $"{record.Partition}", $"{record.Offset}", Of(record.Key), Of(record.Value),
    }.Concat(record.Headers.Select(header => $"{header.Name}={(header.Name.Length == 0 ? Convert.ToHexString(header.Value!) : Of(header.Value))}")).Append(record.Column ?? "none"));

    private static string Of(byte[]? bytes) => bytes is null ? "null" : Encoding.UTF8.GetString(bytes);
}
