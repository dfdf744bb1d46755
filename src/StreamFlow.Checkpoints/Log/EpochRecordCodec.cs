using StreamFlow.Checkpoints.Bytes;

namespace StreamFlow.Checkpoints.Log;

/// <summary>
/// An epoch record as bytes. A golden file holds the format: change it only together with <see cref="FormatVersion"/>.
/// Format 3 adds to each partition the bad records, future rows and lost offsets, and at the end how late rows were, how many still counted, and the corrected rows. Format 2 is read, too.
/// </summary>
internal static class EpochRecordCodec
{
    public const byte FormatVersion = 3;
    private const byte OldestVersion = 2;

    public static void Write(ByteWriter to, EpochRecord record)
    {
        to.Byte(FormatVersion);
        to.Signed(record.Number.Value);
        to.Signed(record.Generation.Value);
        PlanHash.Write(to, record.PlanHash);
        to.Signed(record.ClockMicroseconds);
        to.Count(record.Partitions.Count);
        foreach (var partition in record.Partitions)
            WritePartition(to, partition);
        to.Count(record.ReleasedWatermarks.Count);
        foreach (var released in record.ReleasedWatermarks)
        {
            to.Text(released.Operator);
            to.Signed(released.Microseconds);
        }

        to.Byte(record.Flushed ? (byte)1 : (byte)0);
        to.Count(record.Sinks.Count);
        foreach (var sink in record.Sinks)
        {
            to.Text(sink.Name);
            to.Signed(sink.Rows);
            to.Fixed64(sink.Hash);
        }

        to.Signed(record.LateRows);
        to.Signed(record.BadRecords);
        foreach (var (_, rows) in (record.Lateness ?? default).Buckets)
            to.Signed(rows);
        to.Signed(record.AcceptedLateRows);
        to.Signed(record.CorrectedRows);
    }

    public static EpochRecord Read(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        var version = from.Byte();
        FormatVersionException.Require("the epoch record", version, OldestVersion, FormatVersion);
        var hasCounts = version >= 3;
        var record = new EpochRecord
        {
            Number = new EpochNumber(from.Signed()),
            Generation = new Generation(from.Signed()),
            PlanHash = PlanHash.Read(ref from),
            ClockMicroseconds = from.Signed(),
            Partitions = ReadPartitions(ref from, hasCounts),
            ReleasedWatermarks = ReadReleased(ref from),
            Flushed = from.Bool(),
            Sinks = ReadSinks(ref from),
            LateRows = from.Signed(),
            BadRecords = from.Signed(),
            Lateness = hasCounts ? ReadLateness(ref from) : null,
            AcceptedLateRows = hasCounts ? from.Signed() : 0,
            CorrectedRows = hasCounts ? from.Signed() : 0,
        };
        from.RequireEnd();
        return record;
    }

    private static void WritePartition(ByteWriter to, PartitionEpoch partition)
    {
        to.Text(partition.Partition.Source);
        to.Signed(partition.Partition.Partition);
        to.Signed(partition.Range.From);
        to.Signed(partition.Range.To);
        to.Signed(partition.RowCount);
        to.Signed(partition.LeaderEpoch);
        to.Signed(partition.WatermarkMicroseconds);
        to.Byte(partition.Idle ? (byte)1 : (byte)0);
        to.Signed(partition.FloorMicroseconds);
        to.Byte((byte)partition.Reach);
        to.Signed(partition.BadRecords);
        to.Signed(partition.FutureRows);
        to.Signed(partition.LostOffsets);
    }

    private static PartitionEpoch[] ReadPartitions(ref ByteReader from, bool hasCounts)
    {
        var partitions = new PartitionEpoch[from.Count()];
        for (var i = 0; i < partitions.Length; i++)
        {
            partitions[i] = new PartitionEpoch(
                new SourcePartition(from.Text(), from.SignedInt()),
                new OffsetRange(from.Signed(), from.Signed()),
                from.Signed(),
                from.SignedInt(),
                from.Signed(),
                from.Bool(),
                from.Signed(),
                ReadReach(ref from),
                hasCounts ? from.Signed() : 0,
                hasCounts ? from.Signed() : 0,
                hasCounts ? from.Signed() : 0);
        }

        return partitions;
    }

    private static PartitionReach ReadReach(ref ByteReader from) =>
        (PartitionReach)from.Byte() is var reach && Enum.IsDefined(reach) ? reach : throw new DamageException($"a partition was read as far as {(int)reach}");

    private static LatenessHistogram ReadLateness(ref ByteReader from) =>
        new(from.Signed(), from.Signed(), from.Signed(), from.Signed(), from.Signed(), from.Signed(), from.Signed());

    private static ReleasedWatermark[] ReadReleased(ref ByteReader from)
    {
        var released = new ReleasedWatermark[from.Count()];
        for (var i = 0; i < released.Length; i++)
            released[i] = new ReleasedWatermark(from.Text(), from.Signed());
        return released;
    }

    private static SinkEpoch[] ReadSinks(ref ByteReader from)
    {
        var sinks = new SinkEpoch[from.Count()];
        for (var i = 0; i < sinks.Length; i++)
            sinks[i] = new SinkEpoch(from.Text(), from.Signed(), from.Fixed64());
        return sinks;
    }
}
