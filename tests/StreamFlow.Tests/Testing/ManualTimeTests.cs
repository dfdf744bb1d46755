using StreamFlow.Testing;

namespace StreamFlow.Tests.Testing;

public sealed class ManualTimeTests
{
    [Fact]
    public async Task A_delay_ends_when_the_test_moves_the_clock()
    {
        var time = new ManualTime();
        var delay = Task.Delay(TimeSpan.FromSeconds(10), time, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await delay;
    }

    [Fact]
    public void Timers_fire_in_the_order_in_which_they_are_due()
    {
        var time = new ManualTime();
        var fired = new List<(string Name, DateTimeOffset At)>();
        var start = time.GetUtcNow();
        using var late = time.CreateTimer(_ => fired.Add(("late", time.GetUtcNow())), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = time.CreateTimer(_ => fired.Add(("often", time.GetUtcNow())), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([("often", start.AddSeconds(2)), ("often", start.AddSeconds(4)), ("late", start.AddSeconds(5))], fired);
    }
}
