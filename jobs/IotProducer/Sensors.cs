namespace IotProducer;

/// <summary>
/// Simulated sensors: the reading of a number is always the same for the same seed, so that a replay sends the same records.
/// Readings are up to two seconds out of order, as they are when they come over a radio.
/// </summary>
public sealed class Sensors(int devices, ulong seed)
{
    private const int OutOfOrderMs = 2_000;

    public Reading Read(long number, DateTimeOffset time)
    {
        var chance = Mix(seed + (ulong)number);
        var device = (int)(chance % (ulong)devices);
        var warmth = 20 + (10 * Math.Sin((time.ToUnixTimeSeconds() % 86_400 / 86_400.0 * Math.Tau) + device));
        return new Reading(
            $"sensor-{device:D6}",
            time.AddMilliseconds(-(double)(Mix(chance) % OutOfOrderMs)),
            Math.Round(warmth + (Fraction(chance, 1) * 2), 2),
            Math.Round(30 + (Fraction(chance, 2) * 40), 1),
            Math.Round(3 + (Fraction(chance, 3) * 1.2), 2),
            $"plant-{device % 20:D2}");
    }

    private static double Fraction(ulong chance, ulong which) => (Mix(chance + which) >> 11) / (double)(1UL << 53);

    /// <summary>SplitMix64's finaliser: every number looks as random as the next.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
