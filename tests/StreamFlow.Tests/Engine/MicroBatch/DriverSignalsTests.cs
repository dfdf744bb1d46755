using StreamFlow.Engine.MicroBatch;

namespace StreamFlow.Tests.Engine.MicroBatch;

public sealed class DriverSignalsTests
{
    [Fact]
    public async Task A_request_is_served_only_by_a_round_that_begins_after_it()
    {
        using var signals = new DriverSignals();
        signals.BeginRound();
        var request = signals.RequestRoundAsync();

        signals.CompleteRequests();
        Assert.False(request.IsCompleted);

        signals.BeginRound();
        signals.CompleteRequests();
        await request;
    }

    [Fact]
    public async Task A_request_ends_the_wait()
    {
        using var signals = new DriverSignals();
        signals.BeginRound();
        var wait = signals.WaitAsync(TimeSpan.FromDays(1), TimeProvider.System, CancellationToken.None);

        _ = signals.RequestRoundAsync();

        await wait;
    }

    [Fact]
    public async Task A_request_made_during_a_round_is_not_waited_over()
    {
        using var signals = new DriverSignals();
        signals.BeginRound();
        _ = signals.RequestRoundAsync();

        await signals.WaitAsync(TimeSpan.FromDays(1), TimeProvider.System, CancellationToken.None);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using var signals = new DriverSignals();
        signals.BeginRound();
        var wait = signals.WaitAsync(TimeSpan.FromDays(1), TimeProvider.System, CancellationToken.None);

        signals.Stop();

        await wait;
        Assert.True(signals.IsStopping);
    }

    [Fact]
    public async Task A_query_that_fails_fails_its_requests()
    {
        using var signals = new DriverSignals();
        var request = signals.RequestRoundAsync();

        signals.EndRequests(new InvalidOperationException("gone"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => request);
    }

    [Fact]
    public async Task Who_asks_after_the_end_does_not_wait_for_ever()
    {
        using var complete = new DriverSignals();
        complete.EndRequests(null);
        await complete.RequestRoundAsync();

        using var failed = new DriverSignals();
        failed.EndRequests(new InvalidOperationException("gone"));
        await Assert.ThrowsAsync<InvalidOperationException>(failed.RequestRoundAsync);
    }
}
