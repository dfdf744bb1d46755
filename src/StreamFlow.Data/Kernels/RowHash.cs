using System.Numerics;
using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Kernels;

/// <summary>
/// A hash of a set of rows that does not depend on their order, nor on the batches they came in: the sum, wrapping, of a hash of each row. A row's hash mixes its
/// values column by column, so it depends on which value stands in which column; null is a value of its own, and so is an empty text. Values that C# calls equal
/// but writes differently (0.0 and −0.0, 1.0m and 1.00m) have different hashes; all NaNs have the same.
/// Not thread-safe: it keeps a buffer of one hash a row.
/// </summary>
public sealed class RowHash
{
    private const ulong Seed = 0x9E37_79B9_7F4A_7C15UL;
    private const ulong NullValue = 0x6C8E_9CF5_7093_2BD5UL;

    private readonly List<ulong[]> _buffers = [];

    /// <summary>The sum of the hashes of the batch's rows; 0 for an empty batch. Sums of batches add up (wrapping) to the sum of all their rows.</summary>
    public ulong SumOfHashes(ColumnBatch batch)
    {
        var hashes = Buffer(0, batch.RowCount);
        hashes.Fill(Seed);
        foreach (var column in batch.Columns)
            MixIn(column, hashes, 1);
        var sum = 0UL;
        foreach (var hash in hashes)
            sum += ValueHash.Mix(hash, Seed);
        return sum;
    }

    /// <summary>Mixes each row's value into the row's hash. <paramref name="depth"/> is how many buffers are in use.</summary>
    private void MixIn(Column column, Span<ulong> hashes, int depth)
    {
        Invariant.Require(column.Length == hashes.Length);
        switch (column)
        {
            case ValueColumn<long> values: MixValues(values, hashes); break;
            case ValueColumn<double> values: MixValues(values, hashes); break;
            case ValueColumn<int> values: MixValues(values, hashes); break;
            case ValueColumn<float> values: MixValues(values, hashes); break;
            case ValueColumn<ulong> values: MixValues(values, hashes); break;
            case ValueColumn<uint> values: MixValues(values, hashes); break;
            case ValueColumn<short> values: MixValues(values, hashes); break;
            case ValueColumn<ushort> values: MixValues(values, hashes); break;
            case ValueColumn<sbyte> values: MixValues(values, hashes); break;
            case ValueColumn<byte> values: MixValues(values, hashes); break;
            case ValueColumn<decimal> values: MixValues(values, hashes); break;
            case ValueColumn<Guid> values: MixValues(values, hashes); break;
            case BooleanColumn booleans: MixBooleans(booleans, hashes); break;
            case BinaryColumn bytes: MixBytes(bytes, hashes); break;
            case StructColumn rows: MixFields(rows, hashes, depth); break;
            case ListColumn lists: MixItems(lists, hashes, depth); break;
            default: throw StreamFaultException.Internal($"no hash for {column.Type}");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixValues<T>(ValueColumn<T> column, Span<ulong> hashes)
        where T : unmanaged
    {
        var values = column.Values[..hashes.Length];
        if (!column.HasNulls)
        {
            for (var row = 0; row < hashes.Length; row++)
                hashes[row] = ValueHash.Mix(hashes[row], ValueBits.Fold(values[row]));
            return;
        }

        var validity = column.NullBitmap;
        for (var row = 0; row < hashes.Length; row++)
            hashes[row] = Bitmap.Get(validity, row) ? ValueHash.Mix(hashes[row], ValueBits.Fold(values[row])) : Null(hashes[row]);
    }

    private static void MixBooleans(BooleanColumn column, Span<ulong> hashes)
    {
        for (var row = 0; row < hashes.Length; row++)
            hashes[row] = column.IsNull(row) ? Null(hashes[row]) : ValueHash.Mix(hashes[row], column[row] ? 1UL : 0UL);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixBytes(BinaryColumn column, Span<ulong> hashes)
    {
        for (var row = 0; row < hashes.Length; row++)
            hashes[row] = column.IsNull(row) ? Null(hashes[row]) : ValueHash.Mix(hashes[row], ValueHash.OfBytes(column[row]));
    }

    /// <summary>A nested row is hashed by itself first, so that a null one can take its fields' (meaningless) values back.</summary>
    private void MixFields(StructColumn column, Span<ulong> hashes, int depth)
    {
        var nested = Buffer(depth, hashes.Length);
        nested.Fill(Seed);
        foreach (var child in column.Children)
            MixIn(child, nested, depth + 1);
        for (var row = 0; row < hashes.Length; row++)
            hashes[row] = column.IsNull(row) ? Null(hashes[row]) : ValueHash.Mix(hashes[row], nested[row]);
    }

    private void MixItems(ListColumn column, Span<ulong> hashes, int depth)
    {
        var items = Buffer(depth, column.Items.Length);
        items.Fill(Seed);
        MixIn(column.Items, items, depth + 1);
        var offsets = column.ValueOffsets;
        for (var row = 0; row < hashes.Length; row++)
        {
            if (column.IsNull(row))
            {
                hashes[row] = Null(hashes[row]);
                continue;
            }

            var list = (ulong)(offsets[row + 1] - offsets[row]);
            for (var item = offsets[row]; item < offsets[row + 1]; item++)
                list = ValueHash.Mix(list, items[item]);
            hashes[row] = ValueHash.Mix(hashes[row], list);
        }
    }

    /// <summary>Turned as well as mixed, so that no value can stand for null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Null(ulong hash) => ValueHash.Mix(BitOperations.RotateLeft(hash, 31), NullValue);

    private Span<ulong> Buffer(int depth, int rows)
    {
        while (_buffers.Count <= depth)
            _buffers.Add([]);
        if (_buffers[depth].Length < rows)
            _buffers[depth] = new ulong[Math.Max(rows, _buffers[depth].Length * 2)];
        return _buffers[depth].AsSpan(0, rows);
    }
}
