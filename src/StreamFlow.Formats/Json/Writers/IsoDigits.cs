namespace StreamFlow.Formats.Json.Writers;

/// <summary>Digits of fixed width, as ISO 8601 has them.</summary>
internal static class IsoDigits
{
    /// <summary>yyyy-MM-dd, 10 bytes.</summary>
    public static void Date(DateOnly date, Span<byte> to)
    {
        date.Deconstruct(out var year, out var month, out var day);
        Two(year / 100, to);
        Two(year % 100, to[2..]);
        to[4] = (byte)'-';
        Two(month, to[5..]);
        to[7] = (byte)'-';
        Two(day, to[8..]);
    }

    /// <summary>HH:mm:ss, 8 bytes.</summary>
    public static void Time(int secondOfDay, Span<byte> to)
    {
        Two(secondOfDay / 3600, to);
        to[2] = (byte)':';
        Two(secondOfDay / 60 % 60, to[3..]);
        to[5] = (byte)':';
        Two(secondOfDay % 60, to[6..]);
    }

    /// <summary>A point and the six digits without their trailing zeros; nothing for 0.</summary>
    /// <returns>Bytes written, 7 at most.</returns>
    public static int Fraction(int microseconds, Span<byte> to)
    {
        if (microseconds == 0)
            return 0;
        to[0] = (byte)'.';
        Two(microseconds / 10_000, to[1..]);
        Two(microseconds / 100 % 100, to[3..]);
        Two(microseconds % 100, to[5..]);
        var length = 7;
        while (to[length - 1] == '0')
            length--;
        return length;
    }

    private static void Two(int value, Span<byte> to)
    {
        var tens = value / 10;
        to[0] = (byte)('0' + tens);
        to[1] = (byte)('0' + value - (tens * 10));
    }
}
