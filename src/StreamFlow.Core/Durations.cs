using System.Globalization;

namespace StreamFlow;

/// <summary>Durations as people type them: <c>250ms</c>, <c>10s</c>, <c>1.5m</c>, <c>2h</c>, <c>1d</c>, or .NET's own <c>00:00:10</c>.</summary>
public static class Durations
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                && amount * seconds < TimeSpan.MaxValue.TotalSeconds)
            {
                duration = TimeSpan.FromSeconds(amount * seconds);
                return true;
            }
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
    }

    /// <exception cref="FormatException">The text is no duration.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var duration) ? duration : throw new FormatException($"'{text}' is no duration: give a number with ms, s, m, h or d, such as 30s");

    /// <summary>The shortest text that <see cref="Parse"/> reads back.</summary>
    public static string Format(TimeSpan duration)
    {
        for (var i = Units.Length - 1; i >= 0; i--)
        {
            var amount = duration.TotalSeconds / Units[i].Seconds;
            if (amount >= 1 && amount == Math.Floor(amount))
                return amount.ToString(CultureInfo.InvariantCulture) + Units[i].Unit;
        }

        return duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms";
    }
}
