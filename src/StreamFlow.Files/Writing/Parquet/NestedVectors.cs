using StreamFlow.Data;
using StreamFlow.Files.Native;

namespace StreamFlow.Files.Writing.Parquet;

/// <summary>A nested row: a vector a field.</summary>
internal sealed class StructVector(VectorWriter[] fields) : VectorWriter
{
    public override void WriteNull(nint vector, ulong at)
    {
        base.WriteNull(vector, at);
        for (var i = 0; i < fields.Length; i++)
            fields[i].WriteNull(DuckDbCalls.StructChild(vector, (ulong)i), at);
    }

    protected override long WriteValue(Column column, int row, nint vector, ulong at)
    {
        var children = ((StructColumn)column).Children;
        long bytes = 0;
        for (var i = 0; i < fields.Length; i++)
            bytes += fields[i].Write(children[i], row, DuckDbCalls.StructChild(vector, (ulong)i), at);
        return bytes;
    }
}

/// <summary>A list: where it begins in one vector of items, and how many they are.</summary>
internal sealed unsafe class ListVector(VectorWriter items) : VectorWriter
{
    protected override long WriteValue(Column column, int row, nint vector, ulong at)
    {
        var list = (ListColumn)column;
        var (from, to) = (list.ValueOffsets[row], list.ValueOffsets[row + 1]);
        var (begin, count) = (DuckDbCalls.ListSize(vector), (ulong)(to - from));
        _ = DuckDbCalls.ListReserve(vector, begin + count);
        var child = DuckDbCalls.ListChild(vector);
        long bytes = 4;
        for (var item = from; item < to; item++)
            bytes += items.Write(list.Items, item, child, begin + (ulong)(item - from));
        _ = DuckDbCalls.ListSetSize(vector, begin + count);
        var entry = (ulong*)DuckDbCalls.VectorGetData(vector) + (at * 2);
        (entry[0], entry[1]) = (begin, count);
        return bytes;
    }
}
