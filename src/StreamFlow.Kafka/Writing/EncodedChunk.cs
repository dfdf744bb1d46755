using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamFlow.Formats;

namespace StreamFlow.Kafka.Writing;

/// <summary>
/// The encoded records of one batch. Once filled it does not move until it is reset: librdkafka reads the values from here, and a commit whose outcome is not known
/// sends them again from here.
/// </summary>
internal sealed class EncodedChunk(int headers)
{
    private int[] _partitions = [];
    private long[] _timestampsMs = [];

    public EncodedRows Values { get; } = new();

    /// <summary>Empty where the sink has no key.</summary>
    public EncodedRows Keys { get; } = new();

    /// <summary>One a header column.</summary>
    public EncodedRows[] Headers { get; } = [.. Enumerable.Range(0, headers).Select(_ => new EncodedRows())];

    /// <summary>Headers of the records' own; empty where they have only those of <see cref="Headers"/>.</summary>
    public OwnHeaders OwnHeaders { get; } = new();

    public int Count => Values.Count;

    public bool HasTimestamps { get; private set; }

    public Span<int> Partitions => _partitions.AsSpan(0, Count);

    /// <summary>Milliseconds since the Unix epoch; -1 for the time of sending.</summary>
    public Span<long> TimestampsMs => _timestampsMs.AsSpan(0, HasTimestamps ? Count : 0);

    public long ByteSize => Values.Bytes.Length + Keys.Bytes.Length;

    public void Reset()
    {
        Values.Reset();
        Keys.Reset();
        foreach (var header in Headers)
            header.Reset();
        OwnHeaders.Reset();
        HasTimestamps = false;
    }

    /// <summary>Room for each record's partition and timestamp, once the values are there.</summary>
    public void Fit(bool withTimestamps)
    {
        if (_partitions.Length < Count)
            _partitions = new int[Math.Max(Count, 256)];
        if (withTimestamps && _timestampsMs.Length < Count)
            _timestampsMs = new long[_partitions.Length];
        HasTimestamps = withTimestamps;
    }

    /// <summary>A value's place in memory; null for a null one. Good until the chunk is reset: the buffers lie on the pinned heap.</summary>
    public static unsafe byte* Pointer(EncodedRows rows, int row, out int length)
    {
        var bytes = rows[row];
        length = bytes.Length;
        return rows.IsNull(row) ? null : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
    }
}
