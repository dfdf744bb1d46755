namespace StreamFlow.Scenarios;

/// <summary>What most cases read.</summary>
public sealed record Reading(string Device, DateTimeOffset Ts, double Value)
{
    /// <summary>Where the cases' seconds are counted from.</summary>
    public static readonly DateTimeOffset T0 = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A reading so many seconds after <see cref="T0"/>.</summary>
    public static Reading At(double second, string device = "a", double value = 1) => new(device, T0.AddSeconds(second), value);
}
