using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka.Administration;

/// <summary>A producer for few records: waits while its queue is full, and keeps the first refusal.</summary>
internal sealed class ConsoleProducer : IDisposable
{
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(30);
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly ClusterSettings _settings;
    private readonly ClientEvents _events;
    private volatile Error? _refused;

    public ConsoleProducer(ClusterSettings settings, ILogger logger)
    {
        _settings = settings;
        _events = new ClientEvents(logger);
        _producer = Clients.Producer<byte[]?, byte[]?>(
            settings.With(new Dictionary<string, string> { ["enable.idempotence"] = "true", ["message.timeout.ms"] = "20000" }, new Dictionary<string, string>()), _events);
    }

    public void Produce(TopicPartition to, byte[]? key, byte[] value)
    {
        ThrowIfRefused();
        while (true)
        {
            try
            {
                _producer.Produce(to, new Message<byte[]?, byte[]?> { Key = key, Value = value }, report =>
                {
                    if (report.Error.IsError)
                        _refused ??= report.Error;
                });
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(TimeSpan.FromMilliseconds(50));
                ThrowIfRefused();
            }
        }
    }

    public void Flush()
    {
        var left = _producer.Flush(FlushTime);
        ThrowIfRefused();
        if (left > 0)
            throw KafkaFaults.Unreachable(_settings, FlushTime, _events.LastError);
    }

    public void Dispose() => _producer.Dispose();

    private void ThrowIfRefused()
    {
        if (_refused is { } error)
            throw KafkaFaults.From(error, _settings, "writing", FlushTime, _events.LastError);
    }
}
