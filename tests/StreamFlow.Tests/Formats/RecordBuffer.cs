using System.Runtime.InteropServices;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Tests.Formats;

/// <summary>
/// Raw records in memory of their own, as a reader would hold them. Behind each value stand bytes that would go on with it:
/// a decoder that looks past the end gives another row.
/// </summary>
internal sealed unsafe class RecordBuffer
{
    private static readonly byte[] Bait = [.. "0123456789\"}0,\"deviceId\":\"x\"}]}7777777777777777"u8];
    private readonly List<RawRecord> _records = [];
    private readonly List<byte[]> _memory = [];

    public RecordBuffer Add(ReadOnlySpan<byte> value, bool isTombstone = false, byte[]? key = null, long offset = 0, long timestamp = 0, nint headers = 0)
    {
        var memory = GC.AllocateUninitializedArray<byte>(value.Length + Bait.Length + (key?.Length ?? 0), pinned: true);
        value.CopyTo(memory);
        Bait.CopyTo(memory, value.Length);
        key?.CopyTo(memory, value.Length + Bait.Length);
        _memory.Add(memory);
        fixed (byte* start = memory)
        {
            _records.Add(new RawRecord(
                start, isTombstone ? -1 : value.Length, start + value.Length + Bait.Length, key?.Length ?? -1, offset, timestamp, headers));
        }

        return this;
    }

    /// <summary>All records through a decoder.</summary>
    public void Decode(RecordDecoder decoder, ColumnBatch rows, List<BadRow> bad)
    {
        decoder.Decode(CollectionsMarshal.AsSpan(_records), rows, bad);
        // Pointers do not keep the memory alive.
        GC.KeepAlive(_memory);
    }

    /// <summary>One record through a decoder.</summary>
    public static (ColumnBatch Rows, BadRow? Bad) Decode(RecordDecoder decoder, ReadOnlySpan<byte> value)
    {
        var rows = new ColumnBatch(decoder.Schema);
        var bad = new List<BadRow>();
        new RecordBuffer().Add(value).Decode(decoder, rows, bad);
        return (rows, bad.Count == 0 ? null : bad[0]);
    }
}
