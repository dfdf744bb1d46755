using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using StreamFlow.Connectors;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Reading;

/// <summary>
/// Reads partitions of a topic: native messages are held until a batch of their partition is asked for, decoded in place and destroyed. Messages at or behind a range's
/// end stay for the next epoch.
/// </summary>
internal sealed unsafe class KafkaReader : SourceReader
{
    private readonly TopicToRead _topic;
    private readonly int _rowsMax;
    private readonly ReaderConsumer _consumer;
    private readonly MessageDecoder _decoder;
    private readonly LostRecords _lost;
    private readonly BrokerWatch _watch;
    private readonly List<FetchedPartition> _partitions = [];
    private FetchedPartition? _delivered;
    private int _turn;

    public KafkaReader(TopicToRead topic, SourceReaderOptions options, ILogger logger)
    {
        _topic = topic;
        _rowsMax = options.RowsMax;
        _decoder = new MessageDecoder(topic, options.Columns, options.RowsMax);
        _consumer = new ReaderConsumer(topic, ReaderSettings.For(topic, options.BufferBytesMax), options.RowsMax, logger);
        _lost = new LostRecords(topic, _consumer, logger);
        _watch = new BrokerWatch(_consumer);
    }

    public override void Assign(IReadOnlyList<PartitionAssignment> ranges)
    {
        ReleaseDelivered();
        foreach (var partition in _partitions)
            partition.Rest();
        var added = new List<FetchedPartition>();
        var moved = new List<FetchedPartition>();
        foreach (var range in ranges)
        {
            var known = Find(range.Partition);
            var partition = known ?? new FetchedPartition(range.Partition);
            if (partition.Take(range.From, range.To))
                (known is null ? added : moved).Add(partition);
        }

        _partitions.AddRange(added);
        if (moved.Count > 0)
            _consumer.Move(moved);
        if (added.Count > 0)
            _consumer.Add(added);
        foreach (var partition in _partitions)
        {
            if (!partition.IsDone)
                Resume(partition);
        }
    }

    public override bool Read(SourceBatch batch, TimeSpan wait)
    {
        batch.Reset();
        ReleaseDelivered();
        var started = Stopwatch.GetTimestamp();
        while (!TryDeliver(batch))
        {
            var left = wait - Stopwatch.GetElapsedTime(started);
            if (!Fetch(left) && left <= TimeSpan.Zero)
                return false;
        }

        return true;
    }

    public override SourceRecord? FindRecord(int partition, long offset)
    {
        var message = _delivered?.Partition == partition ? _delivered.FindDelivered(offset) : null;
        return message is null ? null : _decoder.Copy(message);
    }

    public override void Dispose()
    {
        foreach (var partition in _partitions)
            partition.Dispose();
        _partitions.Clear();
        _consumer.Dispose();
        base.Dispose();
    }

    private void ReleaseDelivered()
    {
        _delivered?.Release();
        _delivered = null;
    }

    /// <summary>The partitions take turns, so that none waits for another's backlog.</summary>
    private bool TryDeliver(SourceBatch batch)
    {
        for (var i = 0; i < _partitions.Count; i++)
        {
            var partition = _partitions[(_turn + i) % _partitions.Count];
            if (partition.IsDone || (partition.Held == 0 && partition.Fetched == partition.Position))
                continue;
            _turn = (_turn + i + 1) % _partitions.Count;
            var count = partition.CountInRange(_rowsMax);
            batch.Partition = partition.Partition;
            if (count > 0)
                _decoder.Decode(partition, count, batch);
            batch.LostOffsets = partition.Advance(count);
            batch.NextOffset = partition.Position;
            _delivered = partition;
            return true;
        }

        return false;
    }

    /// <returns>Whether anything came.</returns>
    private bool Fetch(TimeSpan wait)
    {
        var messages = _consumer.Poll((int)Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 0, int.MaxValue));
        _consumer.Events.ThrowIfFatal(_topic.Topic);
        if (messages.IsEmpty)
        {
            _watch.NothingCame();
            return false;
        }

        _watch.Reset();
        var moved = new List<FetchedPartition>();
        for (var i = 0; i < messages.Length; i++)
        {
            var message = (NativeMessage*)messages[i];
            var keep = false;
            try
            {
                if (Find(message->Partition) is { } partition)
                    keep = message->Error == 0 ? partition.Add(message) : TakeEvent(partition, message, moved);
            }
            catch
            {
                // The rest of the batch is nobody's any more.
                for (; i < messages.Length; i++)
                    Librdkafka.rd_kafka_message_destroy((NativeMessage*)messages[i]);
                throw;
            }

            if (!keep)
                Librdkafka.rd_kafka_message_destroy(message);
        }

        if (moved.Count > 0)
            _consumer.Move(moved);
        PauseThoseAhead();
        return true;
    }

    /// <returns>False: an event is not kept.</returns>
    private bool TakeEvent(FetchedPartition partition, NativeMessage* message, List<FetchedPartition> moved)
    {
        switch ((ErrorCode)message->Error)
        {
            case ErrorCode.Local_PartitionEOF:
                partition.SkipTo(message->Offset);
                break;
            case ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange:
                if (_lost.Handle(partition) && !moved.Contains(partition))
                    moved.Add(partition);
                break;
            case ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition:
                if (_lost.HandleUnknown(partition) && !moved.Contains(partition))
                    moved.Add(partition);
                break;
            default:
                throw _consumer.Fault(new Error((ErrorCode)message->Error, System.Runtime.InteropServices.Marshal.PtrToStringUTF8(Librdkafka.rd_kafka_message_errstr(message))));
        }

        return false;
    }

    /// <summary>A partition whose range is done must not fill the queue that the others come through.</summary>
    private void PauseThoseAhead()
    {
        foreach (var partition in _partitions)
        {
            if (partition.IsDone && !partition.Paused && partition.Held >= _rowsMax)
            {
                _consumer.Pause(partition.Partition);
                partition.Paused = true;
            }
        }
    }

    private void Resume(FetchedPartition partition)
    {
        if (partition.Paused)
            _consumer.Resume(partition.Partition);
        partition.Paused = false;
    }

    private FetchedPartition? Find(int partition)
    {
        foreach (var candidate in _partitions)
        {
            if (candidate.Partition == partition)
                return candidate;
        }

        return null;
    }
}
