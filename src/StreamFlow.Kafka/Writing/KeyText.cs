using System.Globalization;
using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Kafka.Writing;

/// <summary>Keys as bytes: text as UTF-8, bytes as they are, other scalars as invariant text, so that equal keys are equal bytes for every writer.</summary>
internal static class KeyText
{
    private const int ScalarBytesMax = 64;

    /// <exception cref="StreamFaultException">The column cannot be a key.</exception>
    public static void Check(Field field)
    {
        if (field.Type.Kind is TypeKind.Struct or TypeKind.List)
        {
            throw StreamFaultException.User(
                $"'{field.Name}' of type {field.Type} cannot be a record's key", "give one string, byte[], number, Guid or time; several parts can be joined: r.A + \"/\" + r.B");
        }
    }

    public static void Encode(Column column, int rows, EncodedRows into)
    {
        for (var row = 0; row < rows; row++)
        {
            if (column.IsNull(row))
            {
                into.AddNull();
                continue;
            }

            if (column is BinaryColumn text)
                into.Write(text[row]);
            else
                into.Advance(Format(column, row, into.Reserve(ScalarBytesMax)));
            into.EndRow();
        }
    }

    private static int Format(Column column, int row, Span<byte> room) => column switch
    {
        BooleanColumn c => Encoding.UTF8.GetBytes(c[row] ? "true" : "false", room),
        ValueColumn<long> c when column.Type.Kind == TypeKind.Timestamp => Put(EventTime.ToDateTimeOffset(c[row]), room, "yyyy-MM-ddTHH:mm:ss.FFFFFFZ"),
        ValueColumn<long> c when column.Type.Kind == TypeKind.Duration => Put(EventTime.ToTimeSpan(c[row]), room, "c"),
        ValueColumn<int> c when column.Type.Kind == TypeKind.Date => Put(DateOnly.FromDayNumber(c[row] + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber), room, "yyyy-MM-dd"),
        ValueColumn<long> c => Put(c[row], room),
        ValueColumn<int> c => Put(c[row], room),
        ValueColumn<short> c => Put(c[row], room),
        ValueColumn<sbyte> c => Put(c[row], room),
        ValueColumn<ulong> c => Put(c[row], room),
        ValueColumn<uint> c => Put(c[row], room),
        ValueColumn<ushort> c => Put(c[row], room),
        ValueColumn<byte> c => Put(c[row], room),
        ValueColumn<double> c => Put(c[row], room),
        ValueColumn<float> c => Put(c[row], room),
        ValueColumn<decimal> c => Put(c[row], room),
        ValueColumn<Guid> c => Put(c[row], room),
        _ => throw StreamFaultException.Internal($"no key from a column of type {column.Type}"),
    };

    private static int Put<T>(T value, Span<byte> room, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Invariant.Require(value.TryFormat(room, out var written, format, CultureInfo.InvariantCulture));
        return written;
    }
}
