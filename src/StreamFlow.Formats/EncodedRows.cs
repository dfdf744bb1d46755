using System.Runtime.CompilerServices;

namespace StreamFlow.Formats;

/// <summary>
/// Encoded values, one behind the other in one buffer, with where each ends. Reset and filled again, it allocates nothing.
/// The buffer lies on the pinned heap: a pointer into it is good until the next call that appends.
/// </summary>
public sealed class EncodedRows
{
    private byte[] _bytes = [];
    private int[] _ends = new int[64];
    private bool[] _nulls = [];
    private int _used;
    private bool _hasNulls;

    /// <summary>Values held.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of all values.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

    /// <summary>As <see cref="Bytes"/>, for calls that outlive the caller's frame; good until the next call that appends.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _used);

    /// <summary>Where each value ends in <see cref="Bytes"/>; it begins where the one before ends.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>The bytes of one value; empty for a null one.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var start = row == 0 ? 0 : _ends[row - 1];
            return _bytes.AsSpan(start, Ends[row] - start);
        }
    }

    /// <summary>Whether the row has no value at all (a tombstone).</summary>
    public bool IsNull(int row) => _hasNulls && row < _nulls.Length && _nulls[row];

    /// <summary>Forgets all values and keeps the buffers.</summary>
    public void Reset()
    {
        _used = 0;
        Count = 0;
        if (_hasNulls)
            Array.Clear(_nulls);
        _hasNulls = false;
    }

    /// <summary>Room behind what is written, at least <paramref name="bytes"/> long; kept by <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int bytes)
    {
        if (_bytes.Length - _used < bytes)
            Grow(bytes);
        return _bytes.AsSpan(_used);
    }

    /// <summary>Keeps so many of the bytes written into what <see cref="Reserve"/> gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int bytes) => _used += bytes;

    /// <summary>Writes bytes into the current value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _used += bytes.Length;
    }

    /// <summary>Ends the current value.</summary>
    public void EndRow()
    {
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        _ends[Count++] = _used;
    }

    /// <summary>Adds a row without a value.</summary>
    public void AddNull()
    {
        EndRow();
        if (_nulls.Length < Count)
            Array.Resize(ref _nulls, Math.Max(_ends.Length, Count));
        _nulls[Count - 1] = true;
        _hasNulls = true;
    }

    private void Grow(int bytes)
    {
        var needed = checked(_used + bytes);
        var larger = GC.AllocateUninitializedArray<byte>(Math.Max(needed, (int)Math.Min(Math.Max(4096L, _bytes.Length * 2L), Array.MaxLength)), pinned: true);
        Bytes.CopyTo(larger);
        _bytes = larger;
    }
}
