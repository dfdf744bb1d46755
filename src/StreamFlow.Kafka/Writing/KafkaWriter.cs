using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Kafka.Writing;

/// <summary>Encodes a task's rows and hands them to the group's producer. Keeps what it encoded until the epoch's outcome is known.</summary>
internal sealed class KafkaWriter : SinkWriter
{
    /// <summary>Records without a key go to one partition in runs of so many: whole batches are cheaper than single records in turn.</summary>
    private const int KeylessRun = 512;

    private readonly KafkaCommitter _committer;
    private readonly RecordParts _parts;
    private readonly RecordEncoder _encoder;
    private readonly int _partitions;
    private readonly int _ordinal;
    private readonly ChunkSender _sender;
    private readonly List<EncodedChunk> _kept = [];
    private readonly Stack<EncodedChunk> _free = [];
    private long _epochRows;

    public KafkaWriter(KafkaCommitter committer, TopicToWrite topic, RowSchema schema, RecordEncoder encoder)
    {
        _committer = committer;
        _parts = RecordParts.Of(schema);
        _encoder = encoder;
        _partitions = committer.RequireTopic(topic);
        _sender = new ChunkSender(topic.Topic, _partitions, [.. _parts.Headers.Select(h => schema[h].HeaderName ?? schema[h].Name)]);
        _ordinal = committer.Register(this);
    }

    public override void Write(ColumnBatch rows)
    {
        // A replayed epoch that the topic holds already: nothing to send.
        if (rows.IsEmpty || _committer.IsHeld)
            return;
        var chunk = _free.TryPop(out var free) ? free : new EncodedChunk(_parts.Headers.Length);
        try
        {
            Fill(chunk, rows);
        }
        catch
        {
            chunk.Reset();
            _free.Push(chunk);
            throw;
        }

        _kept.Add(chunk);
        _epochRows += chunk.Count;
        _committer.Send(_sender, chunk);
    }

    /// <summary>Sends everything of the epoch again, to a new producer. Called by the committer while nobody writes.</summary>
    public void SendKept()
    {
        foreach (var chunk in _kept)
            _committer.Send(_sender, chunk);
    }

    /// <summary>The outcome is known: the memory is free for the next epoch. Called by the committer while nobody writes.</summary>
    public void Forget()
    {
        foreach (var chunk in _kept)
        {
            chunk.Reset();
            _free.Push(chunk);
        }

        _kept.Clear();
        _epochRows = 0;
    }

    private void Fill(EncodedChunk chunk, ColumnBatch rows)
    {
        _encoder.Encode(rows, chunk.Values);
        if (_parts.Key >= 0)
            KeyText.Encode(rows.Columns[_parts.Key], rows.RowCount, chunk.Keys);
        for (var i = 0; i < _parts.Headers.Length; i++)
            KeyText.Encode(rows.Columns[_parts.Headers[i]], rows.RowCount, chunk.Headers[i]);
        chunk.Fit(_parts.Timestamp >= 0);
        if (_parts.Timestamp >= 0)
            CopyTimestamps((ValueColumn<long>)rows.Columns[_parts.Timestamp], chunk.TimestampsMs);
        ChoosePartitions(chunk);
    }

    private static void CopyTimestamps(ValueColumn<long> micros, Span<long> milliseconds)
    {
        for (var row = 0; row < milliseconds.Length; row++)
            milliseconds[row] = micros.IsNull(row) ? -1 : Math.Max(0, micros[row] / 1000);
    }

    /// <summary>By the key; without one by epoch, task and row, so that a replay chooses the same partitions.</summary>
    private void ChoosePartitions(EncodedChunk chunk)
    {
        var partitions = chunk.Partitions;
        var hasKeys = chunk.Keys.Count > 0;
        for (var row = 0; row < partitions.Length; row++)
        {
            partitions[row] = hasKeys && !chunk.Keys.IsNull(row)
                ? KafkaPartitioner.PartitionOf(chunk.Keys[row], _partitions)
                : (int)((_committer.Epoch.Value + _ordinal + ((_epochRows + row) / KeylessRun)) % _partitions);
        }
    }
}
