using System.Buffers;
using System.Buffers.Text;
using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Csv;

/// <summary>How each type of column is read from a field: by the parsers that JSON uses.</summary>
internal static class CsvValues
{
    private const int TimestampBytesMax = 35;

    /// <exception cref="StreamFaultException">CSV cannot carry the type.</exception>
    public static CsvValue For(Field field) => field.Type.Kind switch
    {
        TypeKind.Boolean => new("boolean", Boolean),
        TypeKind.Int8 => Number<sbyte>("8-bit integer", NumberParsers.Int8),
        TypeKind.UInt8 => Number<byte>("unsigned 8-bit integer", NumberParsers.UInt8),
        TypeKind.Int16 => Number<short>("16-bit integer", NumberParsers.Int16),
        TypeKind.UInt16 => Number<ushort>("unsigned 16-bit integer", NumberParsers.UInt16),
        TypeKind.Int32 => Number<int>("32-bit integer", NumberParsers.Int32),
        TypeKind.UInt32 => Number<uint>("unsigned 32-bit integer", NumberParsers.UInt32),
        TypeKind.Int64 => Number<long>("64-bit integer", NumberParsers.Int64),
        TypeKind.UInt64 => Number<ulong>("unsigned 64-bit integer", NumberParsers.UInt64),
        TypeKind.Float => Number<float>("finite 32-bit number", NumberParsers.Float),
        TypeKind.Double => Number<double>("finite 64-bit number", NumberParsers.Double),
        TypeKind.Decimal => Number<decimal>("decimal number", NumberParsers.Decimal),
        TypeKind.Date => Number<int>("date of the form yyyy-MM-dd", Date),
        TypeKind.Timestamp when field.EpochMilliseconds => Number<long>("whole number of milliseconds since 1970", EpochMilliseconds),
        TypeKind.Timestamp => Number<long>("ISO 8601 timestamp", Timestamp),
        TypeKind.Duration => Number<long>("duration of the form [d.]hh:mm:ss[.fffffff]", Duration),
        TypeKind.Guid => Number<Guid>("GUID of the form 00000000-0000-0000-0000-000000000000", Guid),
        TypeKind.String => new("text", Text),
        TypeKind.Binary => new("base64 text", Base64Bytes),
        _ => throw StreamFaultException.User(
            $"column '{field.Name}': CSV cannot carry the type {field.Type}", "give the row type scalar properties only, or use JSON lines"),
    };

    private static CsvValue Number<T>(string typeName, NumberParser<T> parse)
        where T : unmanaged => new(typeName, (text, column) =>
        {
            if (!parse(text, out var value, out var consumed) || consumed != text.Length)
                return false;
            ((ValueColumn<T>)column).Append(value);
            return true;
        });

    private static bool Boolean(ReadOnlySpan<byte> text, Column column)
    {
        var isTrue = Ascii.EqualsIgnoreCase(text, "true"u8);
        if (!isTrue && !Ascii.EqualsIgnoreCase(text, "false"u8))
            return false;
        ((BooleanColumn)column).Append(isTrue);
        return true;
    }

    private static bool Text(ReadOnlySpan<byte> text, Column column)
    {
        ((BinaryColumn)column).Append(text);
        return true;
    }

    private static bool Base64Bytes(ReadOnlySpan<byte> text, Column column)
    {
        var binary = (BinaryColumn)column;
        var room = binary.Reserve(Base64.GetMaxDecodedFromUtf8Length(text.Length) + 3);
        if (Base64.DecodeFromUtf8(text, room, out var consumed, out var written) != OperationStatus.Done || consumed != text.Length)
            return false;
        binary.Commit(written);
        return true;
    }

    private static bool Date(ReadOnlySpan<byte> text, out int days, out int consumed)
    {
        consumed = text.Length;
        return IsoText.TryParseDate(text, out days);
    }

    private static bool EpochMilliseconds(ReadOnlySpan<byte> text, out long microseconds, out int consumed)
    {
        var parsed = Utf8Parser.TryParse(text, out long milliseconds, out consumed) && milliseconds is >= EpochMillisecondsReader.Min and <= EpochMillisecondsReader.Max;
        microseconds = parsed ? milliseconds * 1000 : 0;
        return parsed;
    }

    /// <summary>The forms of JSON; besides them a space for the T, no offset (UTC), a date alone.</summary>
    private static bool Timestamp(ReadOnlySpan<byte> text, out long microseconds, out int consumed)
    {
        consumed = text.Length;
        if (IsoText.TryParseTimestamp(text, out microseconds))
            return true;
        if (text.Length is < 10 or > TimestampBytesMax)
            return false;
        if (text.Length == 10)
        {
            var isDate = IsoText.TryParseDate(text, out var days);
            microseconds = days * 86_400_000_000L;
            return isDate;
        }

        Span<byte> whole = stackalloc byte[TimestampBytesMax + 1];
        text.CopyTo(whole);
        if (whole[10] == ' ')
            whole[10] = (byte)'T';
        if (IsoText.TryParseTimestamp(whole[..text.Length], out microseconds))
            return true;
        whole[text.Length] = (byte)'Z';
        return IsoText.TryParseTimestamp(whole[..(text.Length + 1)], out microseconds);
    }

    private static bool Duration(ReadOnlySpan<byte> text, out long microseconds, out int consumed)
    {
        var parsed = Utf8Parser.TryParse(text, out TimeSpan value, out consumed, 'c') && (text[0] == '-' || char.IsAsciiDigit((char)text[0]));
        microseconds = parsed ? EventTime.ToMicroseconds(value) : 0;
        return parsed;
    }

    private static bool Guid(ReadOnlySpan<byte> text, out Guid value, out int consumed) => Utf8Parser.TryParse(text, out value, out consumed, 'D');
}
