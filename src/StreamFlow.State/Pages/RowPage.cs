using StreamFlow.Data;

namespace StreamFlow.State.Pages;

/// <summary>
/// Whole rows as bytes and back, bit by bit what they were (a key's encoding makes equal values the same, this does not): the output of an epoch that cannot be made again.
/// A batch is its number of rows, then its columns in the order of the schema: length, whether there are nulls, their bitmap, and the values by type.
/// </summary>
public static class RowPage
{
    private const int BitsAByte = 8;

    public static void Write(ColumnBatch rows, PageWriter bytes)
    {
        bytes.WriteInt32(rows.RowCount);
        foreach (var column in rows.Columns)
            Write(column, bytes);
    }

    /// <summary>Fills an empty batch of the schema that the rows were written with.</summary>
    /// <exception cref="StreamFaultException">The bytes are not such a page.</exception>
    public static void Read(ref PageReader bytes, ColumnBatch rows)
    {
        var count = bytes.ReadInt32();
        foreach (var column in rows.Columns)
        {
            Read(ref bytes, column);
            if (column.Length != count)
                throw PageReader.Damaged($"a column has {column.Length} of {count} rows");
        }

        rows.RowCount = count;
    }

    private static void Write(Column column, PageWriter bytes)
    {
        bytes.WriteInt32(column.Length);
        bytes.WriteByte(column.HasNulls ? (byte)1 : (byte)0);
        bytes.WriteAll(column.NullBitmap);
        switch (column)
        {
            case ValueColumn<long> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<double> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<int> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<float> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<ulong> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<uint> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<short> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<ushort> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<sbyte> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<byte> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<decimal> values: bytes.WriteAll(values.Values); break;
            case ValueColumn<Guid> values: bytes.WriteAll(values.Values); break;
            case BooleanColumn booleans: bytes.WriteAll(booleans.Bits); break;
            case BinaryColumn texts: WriteTexts(texts, bytes); break;
            case StructColumn fields: WriteFields(fields, bytes); break;
            case ListColumn lists: WriteLists(lists, bytes); break;
            default: throw StreamFaultException.Internal($"no page for {column.Type}");
        }
    }

    private static void WriteTexts(BinaryColumn column, PageWriter bytes)
    {
        for (var row = 0; row < column.Length; row++)
            bytes.WriteBytes(column[row]);
    }

    private static void WriteFields(StructColumn column, PageWriter bytes)
    {
        foreach (var child in column.Children)
            Write(child, bytes);
    }

    private static void WriteLists(ListColumn column, PageWriter bytes)
    {
        var offsets = column.ValueOffsets;
        for (var row = 0; row < column.Length; row++)
            bytes.WriteInt32(offsets[row + 1] - offsets[row]);
        Write(column.Items, bytes);
    }

    private static void Read(ref PageReader bytes, Column column)
    {
        var rows = bytes.ReadInt32();
        var nulls = bytes.ReadByte() == 0 ? default : bytes.Take((rows + BitsAByte - 1) / BitsAByte);
        switch (column)
        {
            case ValueColumn<long> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<double> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<int> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<float> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<ulong> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<uint> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<short> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<ushort> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<sbyte> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<byte> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<decimal> values: ReadValues(ref bytes, values, rows); break;
            case ValueColumn<Guid> values: ReadValues(ref bytes, values, rows); break;
            case BooleanColumn booleans: ReadBooleans(ref bytes, booleans, rows); break;
            case BinaryColumn texts: ReadTexts(ref bytes, texts, rows); break;
            case StructColumn fields: ReadFields(ref bytes, fields, rows); break;
            case ListColumn lists: ReadLists(ref bytes, lists, rows); break;
            default: throw StreamFaultException.Internal($"no page for {column.Type}");
        }

        if (!nulls.IsEmpty)
            column.SetValidity(nulls);
    }

    private static unsafe void ReadValues<T>(ref PageReader bytes, ValueColumn<T> column, int rows)
        where T : unmanaged
    {
        var values = bytes.Take(checked(rows * sizeof(T)));
        values.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(column.Overwrite(rows)));
    }

    private static void ReadBooleans(ref PageReader bytes, BooleanColumn column, int rows)
    {
        var bits = bytes.Take((rows + BitsAByte - 1) / BitsAByte);
        bits.CopyTo(column.Overwrite(rows));
    }

    private static void ReadTexts(ref PageReader bytes, BinaryColumn column, int rows)
    {
        column.Reset();
        for (var row = 0; row < rows; row++)
            column.Append(bytes.ReadBytes());
    }

    private static void ReadFields(ref PageReader bytes, StructColumn column, int rows)
    {
        var children = column.Children.Select(child => Column.Create(child.Type)).ToArray();
        foreach (var child in children)
            Read(ref bytes, child);
        column.Reset();
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < children.Length; i++)
                column.Children[i].AppendFrom(children[i], row);
            column.AppendRow();
        }
    }

    private static void ReadLists(ref PageReader bytes, ListColumn column, int rows)
    {
        var lengths = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(bytes.Take(checked(rows * sizeof(int))));
        var items = Column.Create(column.Items.Type);
        Read(ref bytes, items);
        column.Reset();
        var item = 0;
        foreach (var length in lengths)
        {
            if (length < 0 || length > items.Length - item)
                throw PageReader.Damaged($"a list of {length} items");
            for (var end = item + length; item < end; item++)
                column.Items.AppendFrom(items, item);
            column.AppendRow();
        }
    }
}
