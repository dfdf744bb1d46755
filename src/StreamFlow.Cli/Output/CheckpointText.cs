using System.Globalization;
using StreamFlow.Checkpoints.Inspection;
using StreamFlow.Checkpoints.Log;

namespace StreamFlow.Cli.Output;

/// <summary>A checkpoint directory for people.</summary>
internal static class CheckpointText
{
    private const int HashDigits = 12;

    public static void Write(TextWriter output, CheckpointDirectoryView view)
    {
        output.WriteLine($"{view.Location}: {(view.Job is null ? "no job" : $"job {view.Job}")}, generation {view.Generation}, {ByteSize.Format(view.Bytes)}");
        WriteEpochs(output, view.Epochs);
        WriteSegments(output, view.Segments);
        WriteCheckpoints(output, view.Checkpoints, view.LastEpoch ?? EpochNumber.None);
        foreach (var damage in view.Damage)
            output.WriteLine($"damage: {damage}");
    }

    private static void WriteEpochs(TextWriter output, IReadOnlyList<EpochRecord> epochs)
    {
        if (epochs.Count == 0)
            return;
        var table = new TextTable("EPOCH", "GENERATION", "CLOCK", "WATERMARK", "ROWS", "LATE", "BAD", "PLAN");
        var ranges = new TextTable("EPOCH", "PARTITION", "FROM", "TO", "ROWS", "BAD", "LOST", "WATERMARK", "READ");
        var sinks = new TextTable("EPOCH", "SINK", "ROWS", "HASH");
        foreach (var epoch in epochs)
        {
            table.Add(
                epoch.Number, epoch.Generation, EventTime.Format(epoch.ClockMicroseconds), Watermark(epoch), epoch.Partitions.Sum(partition => partition.RowCount),
                epoch.LateRows, epoch.BadRecords, epoch.PlanHash[..HashDigits]);
            foreach (var partition in epoch.Partitions)
            {
                ranges.Add(
                    epoch.Number, partition.Partition, partition.Range.From, partition.Range.To, partition.RowCount, partition.BadRecords, partition.LostOffsets,
                    EventTime.Format(partition.WatermarkMicroseconds), partition.Idle ? $"{partition.Reach}, idle" : partition.Reach);
            }

            foreach (var sink in epoch.Sinks)
                sinks.Add(epoch.Number, sink.Name, sink.Rows, sink.Hash.ToString("x16", CultureInfo.InvariantCulture));
        }

        foreach (var one in new[] { table, ranges, sinks })
            WriteApart(output, one);
    }

    private static void WriteSegments(TextWriter output, IReadOnlyList<SegmentView> segments)
    {
        if (segments.Count == 0)
        {
            output.WriteLine();
            output.WriteLine("no epoch log");
            return;
        }

        var table = new TextTable("LOG", "FROM", "TO", "BYTES", "STATE");
        foreach (var segment in segments)
            table.Add(segment.File, segment.FirstEpoch, segment.Records > 0 ? segment.LastEpoch : null, ByteSize.Format(segment.Bytes), StateOf(segment));
        WriteApart(output, table);
    }

    private static void WriteCheckpoints(TextWriter output, IReadOnlyList<CheckpointView> checkpoints, EpochNumber lastEpoch)
    {
        if (checkpoints.Count == 0)
        {
            output.WriteLine();
            output.WriteLine("no checkpoint");
            return;
        }

        var table = new TextTable("CHECKPOINT", "GENERATION", "HELD BY ALL SINKS", "PLAN", "PAGES", "BYTES", "WRITTEN FOR IT", "STATE");
        foreach (var one in checkpoints)
        {
            table.Add(
                $"epoch {one.Epoch}", one.Generation, one.Manifest is { } manifest ? $"epoch {manifest.HeldByAllSinks}" : null, one.Manifest?.PlanHash[..HashDigits], one.Manifest?.Pages.Count,
                ByteSize.Format(one.StateBytes), ByteSize.Format(one.WrittenBytes), one.Damage is not null ? "damaged" : one.Epoch > lastEpoch ? "whole, but its epoch was not logged" : "whole");
        }

        WriteApart(output, table);
        if (checkpoints.LastOrDefault(one => one.Manifest is not null) is { Manifest: { } newest } last)
        {
            var pages = new TextTable("OPERATOR", "LANE", "PAGES", "BYTES");
            foreach (var place in newest.Pages.GroupBy(page => (page.Operator, page.Lane)))
                pages.Add(place.Key.Operator, place.Key.Lane, place.Count(), ByteSize.Format(place.Sum(page => (long)page.Length)));
            output.WriteLine();
            output.WriteLine($"the checkpoint of epoch {last.Epoch}:");
            pages.Write(output);
            foreach (var position in newest.Positions)
                output.WriteLine($"{position.Partition} goes on at {position.NextOffset}");
        }
    }

    /// <summary>What has been released: the smallest over the operators.</summary>
    private static string Watermark(EpochRecord epoch) =>
        EventTime.Format(epoch.ReleasedWatermarks.Select(released => released.Microseconds).DefaultIfEmpty(EventTime.NoWatermark).Min());

    private static string StateOf(SegmentView segment) =>
        segment.Damage is not null ? "damaged"
        : !segment.IsInLog ? "dropped, not read"
        : segment.TornTail is { } torn ? $"torn at byte {torn.Position}, or being written"
        : "whole";

    private static void WriteApart(TextWriter output, TextTable table)
    {
        output.WriteLine();
        table.Write(output);
    }
}
