using System.Runtime.InteropServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using StreamFlow.Kafka.Clusters;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Reading;

/// <summary>A Confluent consumer that is read in batches through its native handle. One thread calls it: concurrent batch calls are not safe.</summary>
internal sealed unsafe class ReaderConsumer : IDisposable
{
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(1);
    private readonly TopicToRead _topic;
    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly SafeHandle _handle;
    private readonly nint _queue;
    private readonly nint[] _batch;
    private int? _lastMoved;

    public ReaderConsumer(TopicToRead topic, Dictionary<string, string> settings, int batchMax, ILogger logger)
    {
        _topic = topic;
        Events = new ClientEvents(logger);
        _consumer = Clients.Consumer(settings, Events);
        var held = false;
        try
        {
            _handle = ConfluentHandle.Of(_consumer.Handle);
            _handle.DangerousAddRef(ref held);
            _queue = Librdkafka.rd_kafka_queue_get_consumer(_handle.DangerousGetHandle());
        }
        catch
        {
            if (held)
                _handle!.DangerousRelease();
            _consumer.Dispose();
            throw;
        }

        _batch = new nint[batchMax];
    }

    public ClientEvents Events { get; }

    /// <summary>Waits for a message, then takes what is there already. They are the caller's to destroy.</summary>
    /// <param name="waitMs">How long to wait for the first. The native time-out covers a whole batch, so waiting for more than one would hold low rates up.</param>
    public ReadOnlySpan<nint> Poll(int waitMs)
    {
        fixed (nint* batch = _batch)
        {
            var messages = (NativeMessage**)batch;
            var count = (int)Librdkafka.rd_kafka_consume_batch_queue(_queue, waitMs, messages, 1);
            if (count == 1)
                count += Math.Max(0, (int)Librdkafka.rd_kafka_consume_batch_queue(_queue, 0, messages + 1, (nuint)(_batch.Length - 1)));
            return _batch.AsSpan(0, Math.Max(0, count));
        }
    }

    /// <summary>
    /// Starts fetching more partitions; the others are not disturbed. A whole new assignment would stop them first, and librdkafka (to 2.15 at least) ends the process when a
    /// partition is stopped a second time before the first stop is through: two partitions that get their first records one shortly after the other would do that.
    /// </summary>
    public void Add(IEnumerable<FetchedPartition> partitions) => Do(consumer =>
        consumer.IncrementalAssign(partitions.Select(p => new TopicPartitionOffset(_topic.Topic, p.Partition, p.Fetched))));

    /// <summary>Fetches these partitions from other offsets. Messages fetched before do not come any more: the native queue drops those of an older assignment.</summary>
    public void Move(IReadOnlyCollection<FetchedPartition> partitions)
    {
        Do(consumer => consumer.IncrementalUnassign(partitions.Select(p => new TopicPartition(_topic.Topic, p.Partition))));
        Add(partitions);
        _lastMoved = partitions.First().Partition;
    }

    public void Pause(int partition) => Do(consumer => consumer.Pause([new TopicPartition(_topic.Topic, partition)]));

    public void Resume(int partition) => Do(consumer => consumer.Resume([new TopicPartition(_topic.Topic, partition)]));

    /// <summary>The partition's bounds, asked now.</summary>
    /// <exception cref="StreamFaultException">No broker answers.</exception>
    public WatermarkOffsets GetBounds(int partition)
    {
        WatermarkOffsets? bounds = null;
        Do(consumer => bounds = consumer.QueryWatermarkOffsets(new TopicPartition(_topic.Topic, partition), AskTime));
        return bounds!;
    }

    public StreamFaultException Fault(Error error) => KafkaFaults.From(error, _topic.Cluster, $"reading topic '{_topic.Topic}'", AskTime, Events.LastError);

    public void Dispose()
    {
        LetStopsEnd();
        Librdkafka.rd_kafka_queue_destroy(_queue);
        _handle.DangerousRelease();
        _consumer.Dispose();
    }

    /// <summary>Closing stops all partitions; one whose stop for a move is not through would be stopped twice (see <see cref="Add"/>). A question and its answer take longer than that.</summary>
    private void LetStopsEnd()
    {
        if (_lastMoved is not { } partition)
            return;
        try
        {
            _consumer.QueryWatermarkOffsets(new TopicPartition(_topic.Topic, partition), CloseTime);
        }
        catch (KafkaException)
        {
            // No answer: the time has passed all the same.
        }
    }

    private void Do(Action<IConsumer<Ignore, Ignore>> call)
    {
        try
        {
            call(_consumer);
        }
        catch (KafkaException e)
        {
            throw Fault(e.Error);
        }
    }
}
