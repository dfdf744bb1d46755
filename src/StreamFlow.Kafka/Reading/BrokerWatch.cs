using System.Diagnostics;

namespace StreamFlow.Kafka.Reading;

/// <summary>
/// The client reconnects by itself for ever, silently. When nothing has come for a while and the client has complained meanwhile, the broker is asked directly:
/// no answer is a fault, so that a job does not hang on a broker that is gone.
/// </summary>
internal sealed class BrokerWatch(ReaderConsumer consumer)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private long _quietSince;
    private string? _errorBefore;

    public void Reset() => _quietSince = 0;

    public void NothingCame()
    {
        if (_quietSince == 0)
        {
            _quietSince = Stopwatch.GetTimestamp();
            _errorBefore = consumer.Events.LastError;
            return;
        }

        if (Stopwatch.GetElapsedTime(_quietSince) < Patience)
            return;
        if (!ReferenceEquals(consumer.Events.LastError, _errorBefore))
            consumer.GetBounds(0);
        _quietSince = 0;
    }
}
