using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>
/// Scalars of JSON scanned over pointers, by the grammar and no further. Every method takes where to begin and where the record ends, and gives where the token ends,
/// or null for "not this way": wrong, or right in a way that only the full parser knows.
/// </summary>
internal static unsafe class JsonScan
{
    private const int PageBytes = 4096;
    private const int DigitsMax = 19;

    private static ReadOnlySpan<ulong> PowersOfTen => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>
    /// The 16 bytes from here on; those behind the record's end mean nothing. They are read only where memory cannot end in between: inside the record, or inside the page
    /// that its last byte lies in.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load16(byte* at, byte* end) =>
        end - at >= 16 || (at < end && ((nuint)at & (PageBytes - 1)) <= PageBytes - 16) ? Vector128.Load(at) : LoadTail(at, end);

    /// <summary>As <see cref="Load16"/>, 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load8(byte* at, byte* end) =>
        end - at >= 8 || (at < end && ((nuint)at & (PageBytes - 1)) <= PageBytes - 8) ? Unsafe.ReadUnaligned<ulong>(at) : LoadTail(at, end).AsUInt64().ToScalar();

    /// <summary>The content of a string, from behind its opening quote up to its closing one: no escape, no control character, valid UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* PlainText(byte* at, byte* end)
    {
        var stops = Stops(Load16(at, end));
        if (stops != 0)
        {
            var quote = at + BitOperations.TrailingZeroCount(stops);
            if (quote < end && *quote == '"')
                return quote;
        }

        return LongText(at, end);
    }

    /// <summary>A number's sign, digits and decimals: value = ± mantissa / 10^decimals. No exponent, 19 digits at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Number(byte* at, byte* end, out ulong mantissa, out int decimals, out bool isNegative)
    {
        mantissa = 0;
        decimals = 0;
        isNegative = at < end && *at == '-';
        if (isNegative)
            at++;
        var first = at;
        at = Digits(at, end, ref mantissa);
        var whole = (int)(at - first);
        if (whole == 0 || whole > DigitsMax || (*first == '0' && whole != 1))
            return null;
        if (at < end && *at == '.')
        {
            var point = at + 1;
            at = Digits(point, end, ref mantissa);
            decimals = (int)(at - point);
            if (decimals == 0 || whole + decimals > DigitsMax)
                return null;
        }

        return at;
    }

    /// <summary>A number by the whole grammar, exponent included.</summary>
    public static byte* AnyNumber(byte* at, byte* end)
    {
        if (at < end && *at == '-')
            at++;
        var first = at;
        at = SkipDigits(at, end);
        if (at == first || (*first == '0' && at - first > 1))
            return null;
        if (at < end && *at == '.')
        {
            first = ++at;
            at = SkipDigits(at, end);
            if (at == first)
                return null;
        }

        if (at < end && (*at | 0x20) == 'e')
        {
            at++;
            if (at < end && *at is (byte)'+' or (byte)'-')
                at++;
            first = at;
            at = SkipDigits(at, end);
            if (at == first)
                return null;
        }

        return at;
    }

    /// <summary>These bytes and no others; what follows is the caller's to check.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Word(byte* at, byte* end, ReadOnlySpan<byte> word) =>
        end - at >= word.Length && new ReadOnlySpan<byte>(at, word.Length).SequenceEqual(word) ? at + word.Length : null;

    /// <summary>Where the digits end. The mantissa is meaningless where they are more than it can hold: the caller counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Digits(byte* at, byte* end, ref ulong mantissa)
    {
        while (true)
        {
            // Bytes that are digits become 0 to 9; the high bit of each other byte, and of no digit before it, is set.
            var bytes = Load8(at, end) ^ 0x3030303030303030;
            var others = ((bytes + 0x7676767676767676) | bytes) & 0x8080808080808080;
            if (others == 0 && end - at >= 8)
            {
                mantissa = (mantissa * 100_000_000) + EightDigits(bytes);
                at += 8;
                continue;
            }

            var count = (int)Math.Min(BitOperations.TrailingZeroCount(others) >> 3, end - at);
            if (count != 0)
                mantissa = (mantissa * PowersOfTen[count]) + EightDigits(bytes << (64 - (count << 3)));
            return at + count;
        }
    }

    /// <summary>The value of eight digits, the first in the lowest byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EightDigits(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        return (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
    }

    /// <summary>One bit for each byte that ends plain ASCII text: a quote, a backslash, a control character, a byte of a longer character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Stops(Vector128<byte> bytes) =>
        (Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)0x20)).AsByte()).ExtractMostSignificantBits();

    private static byte* LongText(byte* at, byte* end)
    {
        var start = at;
        var isAscii = true;
        while (at < end)
        {
            var stops = Stops(Load16(at, end));
            if (stops == 0)
            {
                at += 16;
                continue;
            }

            at += BitOperations.TrailingZeroCount(stops);
            if (at >= end)
                return null;
            if (*at == '"')
                return isAscii || Utf8.IsValid(new ReadOnlySpan<byte>(start, (int)(at - start))) ? at : null;
            if (*at < 0x80)
                return null;
            isAscii = false;
            at++;
        }

        return null;
    }

    private static byte* SkipDigits(byte* at, byte* end)
    {
        while (at < end && (uint)(*at - '0') <= 9)
            at++;
        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<byte> LoadTail(byte* at, byte* end)
    {
        var bytes = Vector128<byte>.Zero;
        for (var i = 0; i < 16 && at + i < end; i++)
            bytes = bytes.WithElement(i, at[i]);
        return bytes;
    }
}
