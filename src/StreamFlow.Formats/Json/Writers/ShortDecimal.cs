using System.Buffers.Text;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>
/// A quick way to the shortest text of doubles that have few decimals, as measurements do.
/// <para>Why it is exact: if m / 10⁶ (correctly rounded, m below 10¹⁵) is the value, then the decimal m·10⁻⁶ reads back as the value. It has at most 15 significant digits, and
/// different decimals of at most 15 digits never read as the same double, so no shorter text can read back as it.</para>
/// </summary>
internal static class ShortDecimal
{
    private const double Scale = 1e6;
    private const double ScaledMax = 1e15;

    // Below it .NET writes an exponent.
    private const double ValueMin = 1e-4;

    /// <summary>Writes the value as <c>double.ToString("R")</c> would; false where this way does not serve: ask the formatter.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="target">At least 24 bytes.</param>
    /// <param name="written">Bytes written.</param>
    public static bool TryFormat(double value, Span<byte> target, out int written)
    {
        written = 0;
        var magnitude = Math.Abs(value);
        var scaled = magnitude * Scale;
        // Also false for NaN.
        if (!(magnitude >= ValueMin && scaled < ScaledMax))
            return false;
        var digits = (ulong)(scaled + 0.5);
        if (digits / Scale != magnitude)
            return false;
        var whole = digits / 1_000_000;
        var fraction = (uint)(digits - (whole * 1_000_000));
        if (value < 0)
            target[written++] = (byte)'-';
        Utf8Formatter.TryFormat(whole, target[written..], out var wholeLength);
        written += wholeLength;
        if (fraction != 0)
            WriteFraction(fraction, target, ref written);
        return true;
    }

    private static void WriteFraction(uint fraction, Span<byte> target, ref int written)
    {
        var to = target.Slice(written, 7);
        to[0] = (byte)'.';
        var last = 0;
        for (var i = 6; i >= 1; i--)
        {
            var tens = fraction / 10;
            var digit = fraction - (tens * 10);
            fraction = tens;
            to[i] = (byte)('0' + digit);
            if (digit != 0 && last == 0)
                last = i;
        }

        written += last + 1;
    }
}
