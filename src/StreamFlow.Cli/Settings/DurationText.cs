namespace StreamFlow.Cli.Settings;

internal static class DurationText
{
    /// <exception cref="UsageException">It is no duration.</exception>
    public static TimeSpan Parse(string option, string text) =>
        Durations.TryParse(text, out var duration)
            ? duration
            : throw new UsageException($"{option}: '{text}' is no duration", "give a number with ms, s, m, h or d, such as 20s");
}
