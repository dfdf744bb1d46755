using StreamFlow.Basics.Memory;
using StreamFlow.Plan.Explain;
using static StreamFlow.Tests.Api.Definitions;

namespace StreamFlow.Tests.Api;

public sealed class ExplainTests
{
    [Fact]
    public void Explain_tells_what_runs_how_and_what_a_recovery_does()
    {
        var plan = PlanOf(streams => streams.From(new MemorySource<Row>("in"))
            .Map(r => r).WithWatermark(r => r.Ts, TimeSpan.FromSeconds(5), idleAfter: TimeSpan.FromMinutes(1))
            .GroupBy(r => r.Name).Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
            .Select(w => new Counted(w.Key, w.Count())).To(new MemorySink<Counted>("out")));
        var text = PlanText.Of(plan, ProcessingGuarantee.ExactlyOnce);
        foreach (var part in (string[])
            [
                "job defined", "by row: the delegate", "by column", "maximum − 5s", "idle after 1m", "more than 1d ahead", "(name: string, count: int64)",
                "tumbling-10s-by-name: open windows of [count()]", "exactly once:", "source in: can be replayed", "state in checkpoints: tumbling-10s-by-name",
            ])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        Assert.Contains("may come twice", PlanText.Of(plan, ProcessingGuarantee.AtLeastOnce), StringComparison.Ordinal);
    }

    private sealed record Counted(string Name, long Count);
}
