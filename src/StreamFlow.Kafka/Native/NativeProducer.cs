using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka.Native;

/// <summary>
/// A producer of our own: it produces in batches, without copying values, and hears of failed deliveries only. Values must stay where they are until
/// <see cref="Flush"/> has said that nothing is left, or the producer is disposed.
/// </summary>
internal sealed unsafe class NativeProducer : IDisposable
{
    private const int PurgeAll = 3;
    private const int PurgeWithoutWaiting = 4;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, nint> _topics = new(StringComparer.Ordinal);
    private readonly Lock _topicsLock = new();
    private readonly GCHandle _self;
    private readonly object _memory;
    private nint _handle;
    private int _deliveryError;
    private volatile bool _isStuck;

    /// <param name="settings">Client settings.</param>
    /// <param name="memory">What holds the memory of the values: kept as long as the native side may read it.</param>
    /// <param name="logger">Where the client's messages go.</param>
    public NativeProducer(IReadOnlyDictionary<string, string> settings, object memory, ILogger logger)
    {
        _memory = memory;
        Events = new ClientEvents(logger);
        var conf = NativeConf.Create(settings);
        _self = GCHandle.Alloc(this);
        Librdkafka.rd_kafka_conf_set_opaque(conf, GCHandle.ToIntPtr(_self));
        Librdkafka.rd_kafka_conf_set_log_cb(conf, &OnLog);
        Librdkafka.rd_kafka_conf_set_error_cb(conf, &OnError);
        Librdkafka.rd_kafka_conf_set_dr_msg_cb(conf, &OnDelivery);
        try
        {
            _handle = NativeConf.Open(conf);
        }
        catch
        {
            _self.Free();
            throw;
        }
    }

    public ClientEvents Events { get; }

    public bool IsDisposed => _handle == 0;

    private nint Client => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(NativeProducer));

    /// <summary>The first failed delivery since the producer was made; null where there was none.</summary>
    public NativeError? DeliveryError => Volatile.Read(ref _deliveryError) is var code and not 0 ? NativeError.Of((ErrorCode)code) : null;

    /// <summary>Why nothing works any more; null while it does.</summary>
    public NativeError? FatalError
    {
        get
        {
            var text = stackalloc byte[512];
            var code = Librdkafka.rd_kafka_fatal_error(Client, text, 512);
            return code == 0 ? null : new NativeError((ErrorCode)code, NativeConf.Text(text), true);
        }
    }

    public NativeError? InitTransactions(TimeSpan timeout) => Within(timeout, client => NativeError.Take(Librdkafka.rd_kafka_init_transactions(client, Milliseconds(timeout))));

    public NativeError? Begin() => NativeError.Take(Librdkafka.rd_kafka_begin_transaction(Client));

    public NativeError? Commit(TimeSpan timeout) => Within(timeout, client => NativeError.Take(Librdkafka.rd_kafka_commit_transaction(client, Milliseconds(timeout))));

    public NativeError? Abort(TimeSpan timeout) => Within(timeout, client => NativeError.Take(Librdkafka.rd_kafka_abort_transaction(client, Milliseconds(timeout))));

    /// <summary>Puts an offset of a group into the transaction.</summary>
    public NativeError? SendOffset(string group, string topic, int partition, long offset, TimeSpan timeout) => Within(timeout, client =>
    {
        var list = Librdkafka.rd_kafka_topic_partition_list_new(1);
        var member = Librdkafka.rd_kafka_consumer_group_metadata_new(group);
        try
        {
            Librdkafka.rd_kafka_topic_partition_list_add(list, topic, partition)->Offset = offset;
            return NativeError.Take(Librdkafka.rd_kafka_send_offsets_to_transaction(client, list, member, Milliseconds(timeout)));
        }
        finally
        {
            Librdkafka.rd_kafka_consumer_group_metadata_destroy(member);
            Librdkafka.rd_kafka_topic_partition_list_destroy(list);
        }
    });

    /// <summary>Sends messages to one partition. Those that did not get in have <see cref="NativeMessage.Error"/> set; once the queue is full, all behind have it.</summary>
    /// <returns>How many got in.</returns>
    public int Produce(string topic, int partition, NativeMessage* messages, int count) =>
        Librdkafka.rd_kafka_produce_batch(Topic(topic), partition, 0, messages, count);

    /// <summary>Sends one message made of arguments; the first two are left free for topic and partition.</summary>
    public NativeError? Produce(string topic, int partition, Span<NativeVu> arguments)
    {
        arguments[0] = new NativeVu { Type = NativeVu.TopicTag, Topic = Topic(topic) };
        arguments[1] = new NativeVu { Type = NativeVu.PartitionTag, Int32 = partition };
        fixed (NativeVu* first = arguments)
            return NativeError.Take(Librdkafka.rd_kafka_produceva(Client, first, (nuint)arguments.Length));
    }

    /// <summary>Serves callbacks; waits for one so long at most.</summary>
    public void Poll(TimeSpan wait) => _ = Librdkafka.rd_kafka_poll(Client, Milliseconds(wait));

    /// <summary>Waits until every message is delivered or has failed.</summary>
    /// <returns>False when time ran out.</returns>
    public bool Flush(TimeSpan timeout) => Librdkafka.rd_kafka_flush(Client, Milliseconds(timeout)) == 0;

    /// <summary>Ends without waiting: what is not delivered is dropped. An open transaction stays open until it is fenced or times out.</summary>
    public void Dispose()
    {
        if (_handle == 0)
            return;
        if (_isStuck)
        {
            // A thread is still in it: it and all it may read are left behind. The next producer with its id makes the broker refuse whatever it sends.
            _ = Librdkafka.rd_kafka_purge(_handle, PurgeAll | PurgeWithoutWaiting);
            _handle = 0;
            return;
        }

        _ = Librdkafka.rd_kafka_purge(_handle, PurgeAll);
        lock (_topicsLock)
        {
            foreach (var topic in _topics.Values)
                Librdkafka.rd_kafka_topic_destroy(topic);
            _topics.Clear();
        }

        Librdkafka.rd_kafka_destroy(_handle);
        _handle = 0;
        _self.Free();
        GC.KeepAlive(_memory);
    }

    /// <summary>
    /// A transaction's call with a deadline of its own: librdkafka (2.15) can wait for ever, whatever time it was given, when the coordinator dies at the wrong moment
    /// (seen in rd_kafka_send_offsets_to_transaction). Then the answer is that time ran out, and what became of the call is not known.
    /// </summary>
    private NativeError? Within(TimeSpan timeout, Func<nint, NativeError?> call)
    {
        var client = Client;
        var calling = Task.Factory.StartNew(() => call(client), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Task.WaitAny([calling], timeout + Grace) == 0)
            return calling.GetAwaiter().GetResult();
        _isStuck = true;
        return NativeError.Of(ErrorCode.Local_TimedOut);
    }

    private nint Topic(string name)
    {
        lock (_topicsLock)
        {
            ref var topic = ref CollectionsMarshal.GetValueRefOrAddDefault(_topics, name, out _);
            if (topic == 0)
                topic = Librdkafka.rd_kafka_topic_new(Client, name, 0);
            return topic;
        }
    }

    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 0, int.MaxValue);

    private static NativeProducer? Self(nint opaque) => opaque == 0 ? null : GCHandle.FromIntPtr(opaque).Target as NativeProducer;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLog(nint client, int level, byte* facility, byte* text) =>
        Self(Librdkafka.rd_kafka_opaque(client))?.Events.OnLog(level, NativeConf.Text(facility), NativeConf.Text(text));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnError(nint client, int code, byte* reason, nint opaque) =>
        Self(opaque)?.Events.OnError(new Error((ErrorCode)code, NativeConf.Text(reason)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDelivery(nint client, NativeMessage* message, nint opaque)
    {
        if (message->Error != 0 && Self(opaque) is { } self)
            Interlocked.CompareExchange(ref self._deliveryError, message->Error, 0);
    }
}
