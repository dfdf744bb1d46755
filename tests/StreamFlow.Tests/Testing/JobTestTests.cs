using System.Text.Json.Serialization;
using StreamFlow.Basics.Memory;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Testing;

/// <summary>The query driver itself, by jobs without expressions.</summary>
public sealed class JobTestTests
{
    [Fact]
    public async Task Rows_go_through_and_are_committed()
    {
        await using var test = JobTest.For<Doubling>();
        test.Source<Number>("numbers", partitions: 2).Add(0, new Number(1), new Number(2));
        test.Source<Number>("numbers").Add(1, new Number(3));
        await test.RunEveryWayAsync();
        Assert.Equal([2, 4, 6], test.Sink<Number>("doubles").Committed.Select(number => number.Value).Order());
    }

    [Fact]
    public async Task A_second_run_goes_on_where_the_first_ended()
    {
        await using var test = JobTest.For<Doubling>();
        var numbers = test.Source<Number>("numbers");
        numbers.Add(0, new Number(1));
        await test.RunAvailableAsync();
        numbers.Add(0, new Number(2));
        await test.RunAvailableAsync();
        Assert.Equal([2, 4], test.Sink<Number>("doubles").Committed.Select(number => number.Value));
    }

    [Fact]
    public async Task A_running_job_takes_rows_as_they_come_and_survives_a_crash()
    {
        await using var test = JobTest.For<Doubling>();
        var numbers = test.Source<Number>("numbers");
        await test.StartAsync();
        numbers.Add(0, new Number(1));
        await test.Query.ProcessAllAvailableAsync();
        await test.CrashAsync();
        numbers.Add(0, new Number(2));
        await test.StartAsync();
        await test.Query.ProcessAllAvailableAsync();
        Assert.Equal([2, 4], test.Sink<Number>("doubles").Committed.Select(number => number.Value));
        await test.StopAsync();
        Assert.Equal(QueryState.Stopped, test.Query.State);
    }

    [Fact]
    public async Task A_name_that_the_job_does_not_have_is_an_error()
    {
        await using var test = JobTest.For<Doubling>();
        test.Source<Number>("nombres").Add(0, new Number(1));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => test.RunAvailableAsync());
        Assert.Contains("numbers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_depend_on_the_cut_are_found_and_shown()
    {
        await using var test = JobTest.For(new CountingCalls());
        var numbers = test.Source<Number>("numbers");
        for (var i = 0; i < 20; i++)
            numbers.Add(0, new Number(i));
        var error = await Assert.ThrowsAsync<RowsDifferException>(() => test.RunEveryWayAsync(seed: 1));
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    private sealed record Number(long Value);

    [StreamJob("doubling")]
    private sealed class Doubling : IStreamJob
    {
        public void Define(StreamBuilder streams) =>
            streams.From(new MemorySource<Number>("numbers")).Map(number => new Number(number.Value * 2)).To(new MemorySink<Number>("doubles"));
    }

    /// <summary>What a delegate must not do: it remembers.</summary>
    [StreamJob("counting-calls")]
    private sealed class CountingCalls : IStreamJob
    {
        private long _calls;

        public void Define(StreamBuilder streams) =>
            streams.From(new MemorySource<Number>("numbers")).Map(_ => new Number(_calls++)).To(new MemorySink<Number>("calls"));
    }
}
