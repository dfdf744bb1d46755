using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Kafka.Writing;

/// <summary>Rows in a sink's format, with key, timestamp and headers out of their columns.</summary>
internal sealed class RowEncoder : ChunkEncoder
{
    private readonly RecordParts _parts;
    private readonly RecordEncoder _encoder;

    public RowEncoder(RowSchema schema, RecordEncoder encoder)
    {
        _parts = RecordParts.Of(schema);
        _encoder = encoder;
        HeaderNames = [.. _parts.Headers.Select(h => schema[h].HeaderName ?? schema[h].Name)];
    }

    public override IReadOnlyList<string> HeaderNames { get; }

    public override void Fill(EncodedChunk chunk, ColumnBatch rows)
    {
        _encoder.Encode(rows, chunk.Values);
        if (_parts.Key >= 0)
            KeyText.Encode(rows.Columns[_parts.Key], rows.RowCount, chunk.Keys);
        for (var i = 0; i < _parts.Headers.Length; i++)
            KeyText.Encode(rows.Columns[_parts.Headers[i]], rows.RowCount, chunk.Headers[i]);
        chunk.Fit(_parts.Timestamp >= 0);
        if (_parts.Timestamp >= 0)
            CopyTimestamps((ValueColumn<long>)rows.Columns[_parts.Timestamp], chunk.TimestampsMs);
    }

    private static void CopyTimestamps(ValueColumn<long> micros, Span<long> milliseconds)
    {
        for (var row = 0; row < milliseconds.Length; row++)
            milliseconds[row] = micros.IsNull(row) ? -1 : Math.Max(0, micros[row] / 1000);
    }
}
