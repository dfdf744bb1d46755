using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Operators;
using StreamFlow.Operators.Lowering;

namespace StreamFlow.Engine.Tasks;

/// <summary>One partition of a source as a task: its operators, and what it did in the epoch. Owned by its worker during an epoch, by the driver between epochs.</summary>
internal sealed class SourceLane(SourcePartition partition, SourceChain chain)
{
    public SourcePartition Partition { get; } = partition;

    public SourceChain Chain { get; } = chain;

    /// <summary>Where the next epoch begins.</summary>
    public long Position { get; private set; }

    /// <summary>The epoch's range, cut to what was read.</summary>
    public OffsetRange Range { get; private set; }

    /// <summary>The end of the range that the epoch asked for.</summary>
    public long Target { get; private set; }

    public long Rows { get; private set; }

    public int LeaderEpoch { get; private set; } = -1;

    /// <summary>Offsets of the range that were gone before they were read.</summary>
    public long LostOffsets { get; private set; }

    /// <summary>How far the last epoch read it.</summary>
    public PartitionReach Reach { get; private set; }

    public bool IsDone => Range.To >= Target;

    /// <summary>The least of its watermark operators' watermarks; <see cref="EventTime.NoWatermark"/> without one, or before the first row of any.</summary>
    public long Watermark => Chain.Watermarks.Count == 0 ? EventTime.NoWatermark : Chain.Watermarks.Min(mark => mark.Watermark);

    public bool IsOut => Chain.Watermarks.Count != 0 && Chain.Watermarks.All(mark => mark.Clock.IsOut);

    public long Floor => Chain.Watermarks.Count == 0 ? EventTime.NoWatermark : Chain.Watermarks.Max(mark => mark.Clock.Floor);

    /// <summary>Sets where the lane stands when a query starts.</summary>
    public void StartAt(long position) => Position = position;

    public void Begin(long target)
    {
        Range = new OffsetRange(Position, Position);
        Target = Math.Max(target, Position);
        Rows = 0;
        LeaderEpoch = -1;
        LostOffsets = 0;
        Chain.BadRecords.BeginEpoch();
        foreach (var mark in Chain.Watermarks)
            mark.BeginEpoch();
    }

    public void Take(SourceBatch batch, ColumnBatch rows)
    {
        rows.RowCount = batch.Rows.RowCount;
        rows.Origin.Partition = Partition;
        foreach (var record in batch.BadRecords)
            Chain.BadRecords.Add(record);
        if (rows.RowCount != 0)
            Chain.Head.Consume(rows);
        Chain.BadRecords.Flush();
        Rows += rows.RowCount;
        LostOffsets += batch.LostOffsets;
        Range = Range with { To = batch.NextOffset };
        if (batch.LeaderEpoch >= 0)
            LeaderEpoch = batch.LeaderEpoch;
    }

    /// <summary>The epoch is over: the next one begins behind what was read.</summary>
    public void End() => Position = Range.To;

    /// <param name="clock">The epoch's clock.</param>
    /// <param name="reach">How far the partition was read.</param>
    public void Advance(long clock, PartitionReach reach)
    {
        Reach = reach;
        var time = new LaneTime(EventTime.NoWatermark, IsIdle: false) { Clock = clock, Reach = reach };
        Chain.Head.Advance(time);
        Chain.BadRecords.Advance(time);
    }
}
