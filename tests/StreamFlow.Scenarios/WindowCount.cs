namespace StreamFlow.Scenarios;

/// <summary>What most cases expect: a window by its start and end in seconds, and what it holds.</summary>
public sealed record WindowCount(string Device, DateTimeOffset Start, DateTimeOffset End, long Count, double Sum)
{
    public static WindowCount Of(string device, double start, double end, long count, double sum) =>
        new(device, Reading.T0.AddSeconds(start), Reading.T0.AddSeconds(end), count, sum);
}
