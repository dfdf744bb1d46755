using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Embedded;

/// <summary>
/// A broker in this process: librdkafka's mock cluster, which speaks the real protocol on loopback and keeps everything in memory, at most 5 MiB or 100,000 records a
/// partition (older ones go). It takes transactions but drops the offsets sent in them and ignores isolation, so jobs on it run at least once. For trying things out
/// and for quick tests; never for measurements.
/// </summary>
public sealed class EmbeddedBroker : IAsyncDisposable
{
    /// <summary>The partitions of a topic that a client makes by asking for it.</summary>
    public const int PartitionsDefault = 4;

    private const int BrokerId = 1;
    private readonly Lock _lock = new();
    private readonly nint _client;
    private readonly LoopbackForwarder? _forwarder;
    private nint _cluster;

    private EmbeddedBroker(nint client, nint cluster, int? port)
    {
        _client = client;
        _cluster = cluster;
        BootstrapServers = Marshal.PtrToStringUTF8(Librdkafka.rd_kafka_mock_cluster_bootstraps(cluster)) ?? "";
        if (port is null)
            return;

        // librdkafka binds a port of the system's choice, so a chosen one stands in front, and the broker gives it out as its own.
        _forwarder = new LoopbackForwarder(port.Value, IPEndPoint.Parse(BootstrapServers), this);
        Librdkafka.rd_kafka_mock_broker_set_host_port(cluster, BrokerId, "127.0.0.1", _forwarder.Port);
        BootstrapServers = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_forwarder.Port}");
    }

    /// <summary>The address for <c>bootstrap.servers</c>.</summary>
    public string BootstrapServers { get; }

    /// <summary>Starts a broker.</summary>
    /// <param name="port">The port on 127.0.0.1, 0 for any that other processes can make topics through; null for one that only knows Kafka's protocol, a little faster.</param>
    /// <exception cref="StreamFaultException">The port is taken.</exception>
    public static EmbeddedBroker Start(int? port = null)
    {
        var client = NativeConf.Open(NativeConf.Create(new Dictionary<string, string>
        {
            ["client.id"] = "embedded-broker",

            // The client behind the broker has no address to connect to, and would warn of that on stderr.
            ["log_level"] = "4",
        }));
        var cluster = Librdkafka.rd_kafka_mock_cluster_new(client, 1);
        if (cluster == 0)
        {
            Librdkafka.rd_kafka_destroy(client);
            throw StreamFaultException.External("the embedded broker cannot listen on 127.0.0.1", canRetry: true);
        }

        try
        {
            return new EmbeddedBroker(client, cluster, port);
        }
        catch
        {
            Librdkafka.rd_kafka_mock_cluster_destroy(cluster);
            Librdkafka.rd_kafka_destroy(client);
            throw;
        }
    }

    /// <exception cref="StreamFaultException">The topic exists.</exception>
    public void CreateTopic(string topic, int partitions = PartitionsDefault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitions, 10_000);
        Check(Call(cluster => Librdkafka.rd_kafka_mock_topic_create(cluster, topic, partitions, 1)), $"create topic '{topic}'");
    }

    /// <exception cref="StreamFaultException">There is no such topic.</exception>
    public void DeleteTopic(string topic) =>
        Check(Call(cluster => Librdkafka.rd_kafka_mock_topic_delete(cluster, topic)), $"delete topic '{topic}'");

    /// <summary>For tests: the next requests of a kind are answered with these errors.</summary>
    /// <param name="api">Kafka's number of the request, such as 9 for OffsetFetch.</param>
    /// <param name="errors">One a request.</param>
    internal void FailNext(short api, params ErrorCode[] errors) => Call(cluster =>
    {
        Librdkafka.rd_kafka_mock_push_request_errors_array(cluster, api, (nuint)errors.Length, [.. errors.Select(error => (int)error)]);
        return 0;
    });

    public async ValueTask DisposeAsync()
    {
        if (_forwarder is not null)
            await _forwarder.DisposeAsync().ConfigureAwait(false);
        lock (_lock)
        {
            if (_cluster == 0)
                return;
            Librdkafka.rd_kafka_mock_cluster_destroy(_cluster);
            _cluster = 0;
        }

        Librdkafka.rd_kafka_destroy(_client);
    }

    private ErrorCode Call(Func<nint, int> call)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_cluster == 0, this);
            return (ErrorCode)call(_cluster);
        }
    }

    private static void Check(ErrorCode code, string doing)
    {
        if (code is ErrorCode.TopicAlreadyExists)
            throw StreamFaultException.User($"cannot {doing}: it exists already");
        if (code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic)
            throw StreamFaultException.User($"cannot {doing}: there is no such topic");
        if (code != ErrorCode.NoError)
            throw StreamFaultException.User($"the embedded broker cannot {doing}: {NativeError.Text(code)}");
    }
}
