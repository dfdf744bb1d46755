using StreamFlow.Basics.Memory;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Testing;

/// <summary>Ending a job at the named points: it ends there and nowhere else, and the next start makes the rows whole.</summary>
public sealed class CrashPointTests
{
    public static TheoryData<CrashPoint> Points => new(Enum.GetValues<CrashPoint>());

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_job_that_crashes_at_a_point_commits_each_row_once_after_the_next_start(CrashPoint point)
    {
        await using var test = NewTest();
        await test.CrashAsync(point, epochRows: 4);
        Assert.Equal(QueryState.Failed, test.Query.State);
        await test.RunAvailableAsync();
        Assert.Equal(Expected, Values(test, "left"));
        Assert.Equal(Expected, Values(test, "right"));
    }

    [Theory]
    [InlineData(CrashPoint.EpochBegun, 0, 0)]
    [InlineData(CrashPoint.AfterStage, 0, 0)]
    [InlineData(CrashPoint.AfterRecord, 0, 0)]
    [InlineData(CrashPoint.AfterCommit, 4, 0)]
    [InlineData(CrashPoint.BeforeMirror, 4, 4)]
    [InlineData(CrashPoint.AfterMirror, 4, 4)]
    public async Task At_a_point_the_sinks_hold_what_the_protocol_says(CrashPoint point, int left, int right)
    {
        await using var test = NewTest();
        await test.CrashAsync(point, epochRows: 4);
        Assert.Equal((left, right), (test.Sink<Number>("left").Committed.Count, test.Sink<Number>("right").Committed.Count));
    }

    [Fact]
    public async Task A_crash_counts_the_passes_from_when_it_was_asked_for()
    {
        await using var test = NewTest();
        await test.CrashAsync(CrashPoint.BeforeMirror, time: 3, epochRows: 4);
        Assert.Equal(12, test.Sink<Number>("right").Committed.Count);
    }

    [Fact]
    public async Task A_recovery_may_crash_too()
    {
        await using var test = NewTest();
        await test.CrashAsync(CrashPoint.AfterCommit, epochRows: 4);
        foreach (var point in (CrashPoint[])[CrashPoint.GenerationTaken, CrashPoint.SinksFenced, CrashPoint.Recovered, CrashPoint.BatchRead, CrashPoint.BeforeCommit])
            await test.CrashAsync(point, epochRows: 4);
        Assert.Equal((4, 0), (test.Sink<Number>("left").Committed.Count, test.Sink<Number>("right").Committed.Count));
        await test.RunAvailableAsync();
        Assert.Equal(Expected, Values(test, "left"));
        Assert.Equal(Expected, Values(test, "right"));
    }

    [Fact]
    public async Task A_running_job_crashes_when_it_comes_to_the_point()
    {
        await using var test = NewTest();
        await test.StartAsync();
        await test.Query.ProcessAllAvailableAsync();
        test.Source<Number>("numbers").Add(0, new Number(100));
        await test.CrashAsync(CrashPoint.AfterRecord);
        Assert.DoesNotContain(100, Values(test, "left"));
        await test.RunAvailableAsync();
        Assert.Equal([.. Expected, 100], Values(test, "left"));
    }

    [Fact]
    public async Task A_point_that_is_never_reached_is_said()
    {
        await using var test = NewTest();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => test.CrashAsync(CrashPoint.AfterRecord, time: 1000));
        Assert.Contains("AfterRecord", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<long> Expected => Enumerable.Range(0, 20).Select(value => (long)value);

    private static IEnumerable<long> Values(JobTest test, string sink) => test.Sink<Number>(sink).Committed.Select(number => number.Value).Order();

    private static JobTest NewTest()
    {
        var test = JobTest.For<TwoSinks>();
        var numbers = test.Source<Number>("numbers", partitions: 2);
        for (var i = 0; i < 20; i++)
            numbers.Add(i % 2, new Number(i));
        return test;
    }

    private sealed record Number(long Value);

    [StreamJob("two-sinks")]
    private sealed class TwoSinks : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            var numbers = streams.From(new MemorySource<Number>("numbers"));
            numbers.To(new MemorySink<Number>("left"));
            numbers.To(new MemorySink<Number>("right"));
        }
    }
}
