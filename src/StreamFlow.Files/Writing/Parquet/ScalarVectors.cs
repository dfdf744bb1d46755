using System.Buffers.Binary;
using StreamFlow.Data;
using StreamFlow.Files.Native;

namespace StreamFlow.Files.Writing.Parquet;

/// <summary>Values of a fixed width that DuckDB keeps as we do.</summary>
internal sealed unsafe class FixedVector<T> : VectorWriter
    where T : unmanaged
{
    protected override long WriteValue(Column column, int row, nint vector, ulong at)
    {
        ((T*)DuckDbCalls.VectorGetData(vector))[at] = ((ValueColumn<T>)column)[row];
        return sizeof(T);
    }
}

/// <summary>Booleans: a byte each.</summary>
internal sealed unsafe class BooleanVector : VectorWriter
{
    protected override long WriteValue(Column column, int row, nint vector, ulong at)
    {
        ((byte*)DuckDbCalls.VectorGetData(vector))[at] = ((BooleanColumn)column)[row] ? (byte)1 : (byte)0;
        return 1;
    }
}

/// <summary>Text and bytes.</summary>
internal sealed unsafe class BinaryVector : VectorWriter
{
    protected override long WriteValue(Column column, int row, nint vector, ulong at)
    {
        var bytes = ((BinaryColumn)column)[row];
        fixed (byte* first = bytes)
            DuckDbCalls.VectorAssign(vector, at, first, (ulong)bytes.Length);
        return bytes.Length + 4;
    }
}

/// <summary>A Guid: 128 bits, the upper half with its sign turned so that they sort.</summary>
internal sealed unsafe class GuidVector : VectorWriter
{
    protected override long WriteValue(Column column, int row, nint vector, ulong at)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = ((ValueColumn<Guid>)column)[row].TryWriteBytes(bytes, bigEndian: true, out _);
        var value = (ulong*)DuckDbCalls.VectorGetData(vector) + (at * 2);
        value[0] = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        value[1] = BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ (1UL << 63);
        return 16;
    }
}
