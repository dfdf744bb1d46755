using Confluent.Kafka;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Writing;

/// <summary>One producer from its making to its end; after any doubtful answer another takes its place.</summary>
internal sealed class ProducerSession(NativeProducer producer, bool isTransactional) : IDisposable
{
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(5);

    public NativeProducer Producer => producer;

    public bool IsTransactional => isTransactional;

    /// <summary>Waits until every record has arrived.</summary>
    /// <returns>Why not all did; null when all did.</returns>
    public NativeError? Flush(TimeSpan timeout)
    {
        var done = producer.Flush(timeout);
        return producer.DeliveryError ?? (done ? null : NativeError.Of(ErrorCode.Local_TimedOut));
    }

    /// <summary>Ends in good order: an open transaction is aborted, so that readers of committed records do not wait for its time-out.</summary>
    public void Close(bool isOpen)
    {
        if (producer.IsDisposed)
            return;
        // Only with nothing under way: an abort must not overtake records.
        if (isOpen && isTransactional && producer.FatalError is null && producer.Flush(CloseTime))
            _ = producer.Abort(CloseTime);
        else if (!isTransactional)
            _ = producer.Flush(CloseTime);
        Dispose();
    }

    public void Dispose() => producer.Dispose();
}
