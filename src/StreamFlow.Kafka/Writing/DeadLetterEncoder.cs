using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Kafka.DeadLetters;

namespace StreamFlow.Kafka.Writing;

/// <summary>Bad records as records again: key, value and headers as they came, and behind them the headers that say where from and why.</summary>
internal sealed class DeadLetterEncoder(string job) : ChunkEncoder
{
    private readonly RowReader<BadRecord> _reader = RowReader.For<BadRecord>();

    public override IReadOnlyList<string> HeaderNames => [];

    public override void Fill(EncodedChunk chunk, ColumnBatch rows)
    {
        for (var row = 0; row < rows.RowCount; row++)
        {
            var record = _reader.Read(rows, row);
            Add(chunk.Values, record.Value);
            Add(chunk.Keys, record.Key);
            foreach (var header in record.Headers.Concat(DeadLetterHeaders.Of(record, job)))
                chunk.OwnHeaders.Add(header);
            chunk.OwnHeaders.EndRecord();
        }

        // Its time is that of putting it aside: by the original one, which a header has, retention could remove it before anybody has looked.
        chunk.Fit(withTimestamps: false);
    }

    private static void Add(Formats.EncodedRows rows, byte[]? bytes)
    {
        if (bytes is null)
        {
            rows.AddNull();
            return;
        }

        rows.Write(bytes);
        rows.EndRow();
    }
}
