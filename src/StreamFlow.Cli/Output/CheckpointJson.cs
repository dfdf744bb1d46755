using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamFlow.Checkpoints.Inspection;
using StreamFlow.Checkpoints.Log;

namespace StreamFlow.Cli.Output;

/// <summary>A checkpoint directory as JSON. Times are ISO 8601, null where there is none; hashes are hexadecimal text.</summary>
internal static class CheckpointJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(CheckpointDirectoryView view) => JsonSerializer.Serialize(
        new
        {
            directory = view.Location,
            job = view.Job,
            generation = view.Generation.Value,
            bytes = view.Bytes,
            lastEpoch = view.LastEpoch?.Value,
            damage = view.Damage,
            epochs = view.Epochs.Select(Epoch),
            log = view.Segments.Select(segment => new
            {
                file = segment.File,
                bytes = segment.Bytes,
                firstEpoch = segment.FirstEpoch.Value,
                records = segment.Records,
                isInLog = segment.IsInLog,
                tornAt = segment.TornTail?.Position,
                damage = segment.Damage,
            }),
            checkpoints = view.Checkpoints.Select(Checkpoint),
        },
        Format);

    private static object Epoch(EpochRecord epoch) => new
    {
        number = epoch.Number.Value,
        generation = epoch.Generation.Value,
        plan = epoch.PlanHash,
        clock = Time(epoch.ClockMicroseconds),
        flushed = epoch.Flushed,
        lateRows = epoch.LateRows,
        badRecords = epoch.BadRecords,
        lateness = epoch.Lateness?.Buckets.ToDictionary(bucket => bucket.UpTo, bucket => bucket.Rows),
        acceptedLateRows = epoch.AcceptedLateRows,
        correctedRows = epoch.CorrectedRows,
        partitions = epoch.Partitions.Select(partition => new
        {
            source = partition.Partition.Source,
            partition = partition.Partition.Partition,
            from = partition.Range.From,
            to = partition.Range.To,
            rows = partition.RowCount,
            badRecords = partition.BadRecords,
            futureRows = partition.FutureRows,
            lostOffsets = partition.LostOffsets,
            leaderEpoch = partition.LeaderEpoch,
            watermark = Time(partition.WatermarkMicroseconds),
            idle = partition.Idle,
            reach = partition.Reach.ToString(),
        }),
        released = epoch.ReleasedWatermarks.Select(released => new { @operator = released.Operator, watermark = Time(released.Microseconds) }),
        sinks = epoch.Sinks.Select(sink => new { name = sink.Name, rows = sink.Rows, hash = Hex(sink.Hash) }),
    };

    private static object Checkpoint(CheckpointView checkpoint) => new
    {
        file = checkpoint.File,
        epoch = checkpoint.Epoch.Value,
        generation = checkpoint.Generation.Value,
        heldByAllSinks = checkpoint.Manifest?.HeldByAllSinks.Value,
        plan = checkpoint.Manifest?.PlanHash,
        damage = checkpoint.Damage,
        stateBytes = checkpoint.StateBytes,
        writtenBytes = checkpoint.WrittenBytes,
        operators = checkpoint.Manifest?.Operators.Select(one => new { name = one.Name, signature = one.Signature }),
        positions = checkpoint.Manifest?.Positions.Select(one => new { source = one.Partition.Source, partition = one.Partition.Partition, nextOffset = one.NextOffset }),
        pages = checkpoint.Manifest?.Pages.Select(page => new
        {
            @operator = page.Operator,
            lane = page.Lane,
            page = page.PageId,
            version = page.Version,
            file = page.File,
            offset = page.Offset,
            bytes = page.Length,
        }),
    };

    private static string? Time(long microseconds) => microseconds == EventTime.NoWatermark ? null : EventTime.Format(microseconds);

    private static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
