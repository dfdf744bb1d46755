using Microsoft.Extensions.Logging;
using StreamFlow.Postgres.Connections;

namespace StreamFlow.Postgres.Writing;

/// <summary>Does a step again while what goes wrong may pass by itself.</summary>
internal sealed class Retrying(ConnectionSettings settings, TimeProvider time, string name, ILogger logger)
{
    /// <param name="doing">As in "failed while …".</param>
    /// <param name="step">The whole way: it may be run again after it failed anywhere.</param>
    /// <param name="undo">Takes back what a failed step left; does not throw.</param>
    /// <param name="retriesMax">Tries after the first.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StreamFaultException">It failed for good, or too often.</exception>
    public async Task<T> RunAsync<T>(string doing, Func<Task<T>> step, Func<Task> undo, int retriesMax, CancellationToken cancellation)
    {
        for (var retry = 1; ; retry++)
        {
            try
            {
                return await step().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                await undo().ConfigureAwait(false);
                if (!PostgresErrors.IsDatabase(error))
                    throw;
                if (!PostgresErrors.MayPass(error) || retry > retriesMax)
                    throw PostgresErrors.Fault(error, settings, doing);
                logger.TryingAgain(name, doing, retry, error.Message);
                PostgresMetrics.Retries.Add(1, new KeyValuePair<string, object?>("sink", name));
            }

            await Task.Delay(RetryBackoff.Before(retry), time, cancellation).ConfigureAwait(false);
        }
    }
}
