using System.Globalization;
using System.Text;
using StreamFlow.Data;

namespace StreamFlow.Files.Writing;

/// <summary>Makes the folders of a row, <c>year=2026/month=11</c>, in one buffer that is used again.</summary>
internal sealed class PartitionPath
{
    /// <summary>What file systems take as a name, in bytes of UTF-8.</summary>
    private const int NameBytesMax = 255;

    private const int ScalarCharsMax = 64;
    private readonly (int Column, string Name)[] _keys;
    private char[] _path = new char[256];
    private char[] _text = new char[ScalarCharsMax];

    /// <param name="schema">The row's columns and the sink's extra ones; those of <see cref="RecordPart.Partition"/> make the path, in their order.</param>
    public PartitionPath(RowSchema schema) =>
        _keys = [.. schema.Fields.Select((field, index) => (field, index)).Where(x => IsKey(x.field)).Select(x => (x.index, HivePath.Escape(NameOf(x.field)) + "="))];

    public static bool IsKey(Field field) => field.Part == RecordPart.Partition;

    /// <summary>The name of a partition column as readers see it; in the plan it has a '$' before it.</summary>
    public static string NameOf(Field key) => key.Name.TrimStart('$');

    /// <exception cref="StreamFaultException">A column cannot be part of a path.</exception>
    public static void Check(RowSchema schema)
    {
        foreach (var key in schema.Fields.Where(IsKey))
        {
            if (key.Type.Kind is TypeKind.Struct or TypeKind.List or TypeKind.Binary)
            {
                throw StreamFaultException.User(
                    $"'{NameOf(key)}' of type {key.Type} cannot be part of a path", "partition by strings, numbers, bools, dates, times or Guids: PartitionBy = r => new { Year = r.Ts.Year }");
            }
        }
    }

    /// <summary>The folders of a row, with '/' between them; good until the next call. Empty without partition columns.</summary>
    /// <exception cref="StreamFaultException">The value cannot be a name.</exception>
    public ReadOnlySpan<char> Of(ColumnBatch rows, int row)
    {
        var used = 0;
        foreach (var (column, name) in _keys)
        {
            var text = Text(rows.Columns[column], row);
            if (text.IsEmpty)
                text = HivePath.NullValue;
            var needed = used + 1 + name.Length + (text.Length * HivePath.EscapedChars);
            if (needed > _path.Length)
                Array.Resize(ref _path, Math.Max(needed, _path.Length * 2));
            if (used > 0)
                _path[used++] = '/';
            var folder = used;
            name.CopyTo(_path.AsSpan(used));
            used += name.Length;
            var length = HivePath.Escape(text, _path.AsSpan(used));
            if (length < 0 || Encoding.UTF8.GetByteCount(_path.AsSpan(folder, used + length - folder)) > NameBytesMax)
                throw CannotBeName(name, text, length < 0);
            used += length;
        }

        return _path.AsSpan(0, used);
    }

    private static StreamFaultException CannotBeName(string name, ReadOnlySpan<char> text, bool hasZero) => StreamFaultException.User(
        hasZero ? $"a row's partition value '{name}…' has a character 0, which no folder's name may have"
            : $"a row's partition value '{name}{text[..Math.Min(text.Length, 40)]}…' is longer than a folder's name may be ({NameBytesMax} bytes)",
        "partition by something short, such as a day or a country, or filter such rows out before the sink");

    /// <summary>The value as text, as Spark writes it; empty for none.</summary>
    private ReadOnlySpan<char> Text(Column column, int row) => column.IsNull(row) ? default : column switch
    {
        BinaryColumn c => Decode(c[row]),
        BooleanColumn c => c[row] ? "true" : "false",
        ValueColumn<long> c when column.Type.Kind == TypeKind.Timestamp => Put(EventTime.ToDateTimeOffset(c[row]), "yyyy-MM-dd HH:mm:ss.FFFFFF"),
        ValueColumn<long> c when column.Type.Kind == TypeKind.Duration => Put(EventTime.ToTimeSpan(c[row]), "c"),
        ValueColumn<int> c when column.Type.Kind == TypeKind.Date => Put(DateOnly.FromDayNumber(c[row] + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber), "yyyy-MM-dd"),
        ValueColumn<long> c => Put(c[row]),
        ValueColumn<int> c => Put(c[row]),
        ValueColumn<short> c => Put(c[row]),
        ValueColumn<sbyte> c => Put(c[row]),
        ValueColumn<ulong> c => Put(c[row]),
        ValueColumn<uint> c => Put(c[row]),
        ValueColumn<ushort> c => Put(c[row]),
        ValueColumn<byte> c => Put(c[row]),
        ValueColumn<double> c => Put(c[row]),
        ValueColumn<float> c => Put(c[row]),
        ValueColumn<decimal> c => Put(c[row]),
        ValueColumn<Guid> c => Put(c[row]),
        _ => throw StreamFaultException.Internal($"no partition from a column of type {column.Type}"),
    };

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> utf8)
    {
        if (_text.Length < utf8.Length)
            _text = new char[Math.Max(utf8.Length, _text.Length * 2)];
        return _text.AsSpan(0, Encoding.UTF8.GetChars(utf8, _text));
    }

    private ReadOnlySpan<char> Put<T>(T value, ReadOnlySpan<char> format = default)
        where T : ISpanFormattable
    {
        Invariant.Require(value.TryFormat(_text, out var written, format, CultureInfo.InvariantCulture));
        return _text.AsSpan(0, written);
    }
}
