namespace StreamFlow.Formats.Json.Readers;

/// <summary>The common forms of ISO 8601, parsed without a detour through DateTime. What is not said here is not wrong: the caller asks System.Text.Json.</summary>
internal static class IsoText
{
    private const int EpochDays = 719_162;
    private static readonly int[] DaysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    /// <summary>yyyy-MM-dd, in days since 1970-01-01. This is the whole grammar of a date.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        return text.Length == 10 && TryDate(text, out days);
    }

    /// <summary>yyyy-MM-ddTHH:mm:ss, up to 9 fraction digits (cut off behind the sixth), then Z or ±HH:mm; in microseconds since 1970.</summary>
    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length is < 20 or > 35
            || !TryDate(text, out var days)
            || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !Two(text, 11, out var hour) || !Two(text, 14, out var minute) || !Two(text, 17, out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var at = 19;
        var fraction = 0;
        if (text[at] == '.' && !TryFraction(text, ref at, out fraction))
            return false;
        if (!TryOffsetMinutes(text[at..], out var offset))
            return false;
        microseconds = ((((((days * 24L) + hour) * 60) + minute - offset) * 60) + second) * 1_000_000 + fraction;
        return microseconds is >= TimestampReader.DefaultMicroseconds and <= (EpochMillisecondsReader.Max * 1000) + 999;
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !Two(text, 0, out var century) || !Two(text, 2, out var year) || !Two(text, 5, out var month) || !Two(text, 8, out var day))
        {
            return false;
        }

        year += century * 100;
        if (year == 0 || month is < 1 or > 12)
            return false;
        var isLeap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
        var before = year - 1;
        var start = DaysBeforeMonth[month - 1] + (isLeap && month > 2 ? 1 : 0);
        var end = month == 12 ? 365 : DaysBeforeMonth[month] + (isLeap && month > 1 ? 1 : 0);
        if (month == 12 && isLeap)
            end = 366;
        if (day < 1 || day > end - start)
            return false;
        days = (before * 365) + (before / 4) - (before / 100) + (before / 400) + start + day - 1 - EpochDays;
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, ref int at, out int microseconds)
    {
        microseconds = 0;
        var first = ++at;
        var scale = 100_000;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            microseconds += (text[at] - '0') * scale;
            scale /= 10;
        }

        return at - first is >= 1 and <= 9;
    }

    private static bool TryOffsetMinutes(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
            return text[0] == 'Z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !Two(text, 1, out var hour) || !Two(text, 4, out minutes)
            || hour > 13 || minutes > 59)
        {
            return false;
        }

        minutes += hour * 60;
        if (text[0] == '-')
            minutes = -minutes;
        return true;
    }

    private static bool Two(ReadOnlySpan<byte> text, int at, out int value)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        value = (int)((tens * 10) + ones);
        return tens <= 9 && ones <= 9;
    }
}
