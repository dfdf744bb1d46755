using StreamFlow.Basics.Memory;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Engine.EventTimes;

public sealed class EmptyBranchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_bounded_run_does_not_wait_for_the_windows_of_a_source_that_is_empty()
    {
        await using var test = JobTest.For(new Minutes());
        test.Source<Amount>("windowed");
        test.Source<Amount>("plain").Add(0, new Amount(Noon, 3), new Amount(Noon.AddMinutes(5), 4));
        await test.RunEveryWayAsync();

        Assert.Equal(new Amount(Noon.AddMinutes(1), 3), Assert.Single(test.Sink<Amount>("minutes").Committed));
    }

    private sealed record Amount(DateTimeOffset At, long Value);

    [StreamJob("minutes")]
    private sealed class Minutes : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            var seconds = streams.From(new MemorySource<Amount>("windowed")).WithWatermark(row => row.At, TimeSpan.Zero)
                .Window(Window.Tumbling(TimeSpan.FromSeconds(1))).Select(window => new Amount(window.Start, window.Sum(row => row.Value)));
            var plain = streams.From(new MemorySource<Amount>("plain")).WithWatermark(row => row.At, TimeSpan.Zero).Select(row => new Amount(row.At, row.Value));
            seconds.Union(plain).Window(Window.Tumbling(TimeSpan.FromMinutes(1)))
                .Select(window => new Amount(window.End, window.Sum(row => row.Value)))
                .To(new MemorySink<Amount>("minutes"));
        }
    }
}
