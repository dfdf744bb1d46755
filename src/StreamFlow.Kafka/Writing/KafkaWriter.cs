using StreamFlow.Connectors;
using StreamFlow.Data;

namespace StreamFlow.Kafka.Writing;

/// <summary>Has a task's rows encoded and hands them to the group's producer. Keeps what was encoded until the epoch's outcome is known.</summary>
internal sealed class KafkaWriter : SinkWriter
{
    /// <summary>Records without a key go to one partition in runs of so many: whole batches are cheaper than single records in turn.</summary>
    private const int KeylessRun = 512;

    private readonly KafkaCommitter _committer;
    private readonly ChunkEncoder _encoder;
    private readonly int _partitions;
    private readonly int _ordinal;
    private readonly ChunkSender _sender;
    private readonly List<EncodedChunk> _kept = [];
    private readonly Stack<EncodedChunk> _free = [];
    private long _epochRows;

    public KafkaWriter(KafkaCommitter committer, TopicToWrite topic, ChunkEncoder encoder)
    {
        _committer = committer;
        _encoder = encoder;
        _partitions = committer.RequireTopic(topic);
        _sender = new ChunkSender(topic.Topic, _partitions, encoder.HeaderNames);
        _ordinal = committer.Register(this);
    }

    public override void Write(ColumnBatch rows)
    {
        // A replayed epoch that the topic holds already: nothing to send.
        if (rows.IsEmpty || _committer.IsHeld)
            return;
        var chunk = _free.TryPop(out var free) ? free : new EncodedChunk(_encoder.HeaderNames.Count);
        try
        {
            _encoder.Fill(chunk, rows);
            ChoosePartitions(chunk);
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
