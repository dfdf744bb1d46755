using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using StreamFlow.Data;

namespace StreamFlow.Tests.Formats;

/// <summary>Rows as text that shows every difference: bits of floating-point numbers, scales of decimals, nulls. From objects and from columns alike.</summary>
internal static class RowText
{
    private static readonly JsonSerializerOptions Oracle = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new FiniteConverter<double>(), new FiniteConverter<float>() },
    };

    /// <summary>What JsonSerializer makes of it, with the exceptions that the format states; null where it is refused.</summary>
    public static string? OfOracle<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        if (!Utf8.IsValid(json))
            return null;
        try
        {
            var row = JsonSerializer.Deserialize<T>(json, Oracle);
            return row is null ? null : Of(row);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        byte[] bytes => Convert.ToHexString(bytes),
        double d => BitConverter.DoubleToInt64Bits(d).ToString("X16", CultureInfo.InvariantCulture),
        float f => BitConverter.SingleToInt32Bits(f).ToString("X8", CultureInfo.InvariantCulture),
        decimal m => string.Join('.', decimal.GetBits(m)),
        DateTimeOffset t => EventTime.ToMicroseconds(t).ToString(CultureInfo.InvariantCulture),
        TimeSpan t => EventTime.ToMicroseconds(t).ToString(CultureInfo.InvariantCulture),
        DateOnly d => (d.DayNumber - new DateOnly(1970, 1, 1).DayNumber).ToString(CultureInfo.InvariantCulture),
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool b => b ? "True" : "False",
        _ => $"({string.Join(", ", value.GetType().GetProperties().Where(p => p.GetMethod!.IsPublic && !p.GetMethod.IsStatic).Select(p => Of(p.GetValue(value))))})",
    };

    public static string Of(ColumnBatch rows, int row) => $"({string.Join(", ", rows.Columns.Select(column => Of(column, row)))})";

    private static string Of(Column column, int row) => column.IsNull(row) ? "null" : column switch
    {
        StructColumn rows => $"({string.Join(", ", rows.Children.Select(child => Of(child, row)))})",
        ListColumn lists => OfList(lists, row),
        BinaryColumn text when text.Type.Kind == TypeKind.String => $"'{Encoding.UTF8.GetString(text[row])}'",
        BinaryColumn bytes => Convert.ToHexString(bytes[row]),
        BooleanColumn bits => Of((object)bits[row]),
        ValueColumn<double> c => Of((object)c[row]),
        ValueColumn<float> c => Of((object)c[row]),
        ValueColumn<decimal> c => Of((object)c[row]),
        ValueColumn<sbyte> c => Of((object)c[row]),
        ValueColumn<byte> c => Of((object)c[row]),
        ValueColumn<short> c => Of((object)c[row]),
        ValueColumn<ushort> c => Of((object)c[row]),
        ValueColumn<int> c => Of((object)c[row]),
        ValueColumn<uint> c => Of((object)c[row]),
        ValueColumn<long> c => Of((object)c[row]),
        ValueColumn<ulong> c => Of((object)c[row]),
        ValueColumn<Guid> c => Of((object)c[row]),
        _ => throw new NotSupportedException(column.Type.ToString()),
    };

    private static string OfList(ListColumn lists, int row)
    {
        var offsets = lists.ValueOffsets.ToArray();
        return $"[{string.Join(", ", Enumerable.Range(offsets[row], offsets[row + 1] - offsets[row]).Select(item => Of(lists.Items, item)))}]";
    }
}
