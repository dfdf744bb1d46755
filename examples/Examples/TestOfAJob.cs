using StreamFlow.Testing;

namespace Examples;

/// <summary>
/// A job's test: rows in, rows out, in every way that must give the same: whole, one row a batch, in random cuts, with four threads, stopped, crashed.
/// The job is the real one; its Kafka topics are partitions in memory, and the clock moves by hand.
/// </summary>
public static class TestOfAJob
{
    public static async Task<IReadOnlyList<OwnAggregate.Spread>> RunAsync()
    {
        var start = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
        await using var test = JobTest.For<OwnAggregate>();
        var iot = test.Source<Reading>("iot", partitions: 2);
        iot.Add(0, new Reading("a", start, 20), new Reading("a", start.AddSeconds(30), 26.5));
        iot.Add(1, new Reading("b", start, 3));
        iot.Add(0, new Reading("a", start.AddMinutes(5), 0));
        iot.Add(1, new Reading("b", start.AddMinutes(5), 0));
        await test.RunEveryWayAsync();
        return test.Sink<OwnAggregate.Spread>("spreads").Committed;
    }
}
