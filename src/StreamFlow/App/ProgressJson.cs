using System.Text;
using System.Text.Json;

namespace StreamFlow.App;

/// <summary>An epoch as a line of JSON. Times are ISO 8601, durations milliseconds.</summary>
internal static class ProgressJson
{
    public static string Of(QueryProgress progress)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("job", progress.Job);
            json.WriteNumber("epoch", progress.Epoch.Value);
            json.WriteString("time", progress.Time.UtcDateTime);
            json.WriteNumber("durationMs", progress.Duration.TotalMilliseconds);
            json.WriteNumber("commitMs", progress.CommitDuration.TotalMilliseconds);
            json.WriteNumber("rowsIn", progress.RowsIn);
            json.WriteNumber("rowsOut", progress.RowsOut);
            json.WriteNumber("lateRows", progress.LateRows);
            json.WriteNumber("badRecords", progress.BadRecords);
            json.WriteNumber("futureRows", progress.FutureRows);
            json.WriteNumber("lostOffsets", progress.LostOffsets);
            json.WriteNumber("acceptedLateRows", progress.AcceptedLateRows);
            json.WriteNumber("correctedRows", progress.CorrectedRows);
            WriteLateness(json, progress.Lateness);
            WriteWatermark(json, progress.Watermark);
            json.WriteNumber("stateRows", progress.StateRows);
            json.WriteNumber("stateBytes", progress.StateBytes);
            WriteSources(json, progress.Sources);
            WriteSinks(json, progress.Sinks);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void WriteSources(Utf8JsonWriter json, IReadOnlyList<PartitionProgress> sources)
    {
        json.WriteStartArray("sources");
        foreach (var source in sources)
        {
            json.WriteStartObject();
            json.WriteString("source", source.Partition.Source);
            json.WriteNumber("partition", source.Partition.Partition);
            json.WriteNumber("from", source.Range.From);
            json.WriteNumber("to", source.Range.To);
            json.WriteNumber("end", source.End);
            json.WriteNumber("rows", source.Rows);
            json.WriteNumber("lag", source.Lag);
            WriteWatermark(json, source.Watermark);
            json.WriteBoolean("idle", source.Idle);
            json.WriteNumber("badRecords", source.BadRecords);
            json.WriteNumber("futureRows", source.FutureRows);
            json.WriteNumber("lostOffsets", source.LostOffsets);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSinks(Utf8JsonWriter json, IReadOnlyList<SinkProgress> sinks)
    {
        json.WriteStartArray("sinks");
        foreach (var sink in sinks)
        {
            json.WriteStartObject();
            json.WriteString("sink", sink.Sink);
            json.WriteNumber("rows", sink.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLateness(Utf8JsonWriter json, LatenessHistogram lateness)
    {
        json.WriteStartObject("lateness");
        foreach (var (upTo, rows) in lateness.Buckets)
            json.WriteNumber(upTo, rows);
        json.WriteEndObject();
    }

    private static void WriteWatermark(Utf8JsonWriter json, long watermark)
    {
        if (watermark == EventTime.NoWatermark)
            json.WriteNull("watermark");
        else
            json.WriteString("watermark", EventTime.Format(watermark));
    }
}
