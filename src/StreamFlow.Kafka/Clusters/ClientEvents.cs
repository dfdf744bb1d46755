using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace StreamFlow.Kafka.Clusters;

/// <summary>What a client's handlers were told. Batch calls do not rethrow, so the caller asks here. Handlers come on the client's threads.</summary>
internal sealed class ClientEvents(ILogger logger)
{
    private volatile string? _lastError;
    private volatile Error? _fatal;
    private volatile Error? _refused;

    /// <summary>The last error in the client's words, such as which connection was refused; null where there was none.</summary>
    public string? LastError => _lastError;

    /// <summary>Why the broker refuses the login, or the connection its certificate; null where it does not. The client goes on trying, in vain.</summary>
    public Error? RefusedLogin => _refused;

    public void OnError(Error error)
    {
        _lastError = error.Reason;
        if (error.Code is ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Ssl)
            _refused = error;
        if (error.IsFatal)
            _fatal = error;
        logger.ClientError(error.Reason);
    }

    public void OnLog(int syslogLevel, string facility, string message)
    {
        // Failed connections are tried again by the client; those that last come up as a fault.
        if (syslogLevel <= 3 && facility is not ("FAIL" or "ERROR"))
            logger.ClientWarning(facility, message);
        else
            logger.ClientMessage(facility, message);
    }

    /// <exception cref="StreamFaultException">The client has failed for good.</exception>
    public void ThrowIfFatal(string place)
    {
        if (_fatal is { } fatal)
            throw StreamFaultException.External($"the Kafka client failed for good: {fatal.Reason}", "start the job again; it goes on from its checkpoint", place, canRetry: true);
    }
}
