using StreamFlow.Checkpoints.Storage;
using StreamFlow.Configuration;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Plan;
using StreamFlow.Plan.Explain;

namespace StreamFlow;

/// <summary>A job that runs.</summary>
public sealed class StreamingQuery : IAsyncDisposable
{
    private readonly LogicalPlan _plan;
    private readonly EngineOptions _options;
    private readonly QueryExecution _execution;

    internal StreamingQuery(LogicalPlan plan, EngineOptions options)
    {
        _plan = plan;
        _options = options;
        _execution = new QueryExecution(plan, options);
    }

    /// <summary>The job's name.</summary>
    public string Name => _plan.Job;

    public QueryState State => _execution.State;

    /// <summary>What the last committed epoch did; null before the first.</summary>
    public QueryProgress? LastProgress => _execution.LastProgress;

    /// <summary>Ends when the query has stopped; fails with the fault that stopped it.</summary>
    public Task Completion => _execution.Completion;

    /// <summary>Defines the job, recovers what an earlier run left, and returns when the query runs.</summary>
    /// <param name="job">The job.</param>
    /// <param name="options">How it runs; <see cref="StreamJobOptions.CheckpointDirectory"/> is required.</param>
    /// <param name="cancellation">Ends the attempt to start; a query that runs is ended by <see cref="StopAsync"/>.</param>
    /// <exception cref="StreamFaultException">The definition, a setting, an option or a connector; whose fault it is and the way out.</exception>
    public static async Task<StreamingQuery> StartAsync(IStreamJob job, StreamJobOptions options, CancellationToken cancellation = default)
    {
        var query = Create(job, options);
        try
        {
            await query.StartAsync(cancellation).ConfigureAwait(false);
            return query;
        }
        catch
        {
            await query.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The plan and how it runs, as text: nodes, names, types, watermark, state, and what a recovery will do.</summary>
    public string Explain() => PlanText.Of(_plan, _options.Guarantee);

    /// <summary>One entry a committed epoch, from now on, until the query ends. A slow reader misses the oldest.</summary>
    public IAsyncEnumerable<QueryProgress> ReadProgressAsync(CancellationToken cancellation = default) => _execution.ReadProgressAsync(cancellation);

    /// <summary>Returns once all rows that the sources held at the call are committed.</summary>
    public Task ProcessAllAvailableAsync(CancellationToken cancellation = default) => _execution.ProcessAllAvailableAsync(cancellation);

    /// <summary>Ends after the epoch in work, with a checkpoint, so that the next start has nothing to replay.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => _execution.StopAsync(cancellation);

    /// <summary>Ends the query as it stands: what is in work is not committed.</summary>
    public ValueTask DisposeAsync() => _execution.DisposeAsync();

    internal static StreamingQuery Create(IStreamJob job, StreamJobOptions options)
    {
        OptionsValidation.Require(options);
        var plan = JobDefinition.PlanOf(job, JobEnvironment.Of(options));
        return new StreamingQuery(plan, EngineOptionsFactory.Create(options, new FileCheckpointStorage(options.CheckpointDirectory)));
    }

    internal Task StartAsync(CancellationToken cancellation) => _execution.StartAsync(cancellation);

    /// <summary>Ends as a crash would.</summary>
    internal Task AbandonAsync() => _execution.AbandonAsync();
}
