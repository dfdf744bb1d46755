using System.Globalization;

namespace StreamFlow.Cli.Settings;

/// <summary>A time as people type it, UTC where it does not say otherwise.</summary>
internal static class TimeText
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    /// <exception cref="UsageException">It is no time.</exception>
    public static DateTimeOffset? Parse(string option, string? text) =>
        text is null ? null
        : TryParse(text, out var time) ? time
        : throw new UsageException($"{option}: '{text}' is no time", "give one such as 2026-01-31T12:00Z, or a day");
}
