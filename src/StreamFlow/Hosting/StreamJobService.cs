using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace StreamFlow.Hosting;

/// <summary>One job in a host.</summary>
internal sealed class StreamJobService(
    string name, Func<IStreamJob> createJob, IOptionsMonitor<StreamJobOptions> options, StreamingQueries queries, ILogger<StreamJobService> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var query = StreamingQuery.Create(createJob(), options.Get(name));
            await using (query.ConfigureAwait(false))
            {
                queries.Add(query);
                await RunAsync(query, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ended while the query was still starting: nothing was begun.
        }
        catch (Exception error)
        {
            // A bug must not end as a host that reports success: BackgroundService stops the host with this exception.
            Environment.ExitCode = 1;
            log.JobFailed(error, name, error.Message);
            throw;
        }
    }

    private async Task RunAsync(StreamingQuery query, CancellationToken stop)
    {
        await query.StartAsync(stop).ConfigureAwait(false);
        log.JobStarted(name);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (stop.Register(() => stopped.TrySetResult()))
        {
            if (await Task.WhenAny(query.Completion, stopped.Task).ConfigureAwait(false) == stopped.Task)
                await query.StopAsync(CancellationToken.None).ConfigureAwait(false);
            await query.Completion.ConfigureAwait(false);
        }

        log.JobEnded(name);
    }
}
