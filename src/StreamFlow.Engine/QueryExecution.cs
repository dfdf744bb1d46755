using Microsoft.Extensions.Logging;
using StreamFlow.Engine.Faults;
using StreamFlow.Engine.MicroBatch;
using StreamFlow.Engine.Progress;
using StreamFlow.Plan;

namespace StreamFlow.Engine;

/// <summary>A plan that runs: opens sources and sinks, recovers, drives epochs, and ends. Its states and steps are those of <see cref="QueryState"/>.</summary>
public sealed class QueryExecution : IAsyncDisposable
{
    private readonly LogicalPlan _plan;
    private readonly EngineOptions _options;
    private readonly ILogger _log;
    private readonly DriverSignals _signals = new();
    private readonly ProgressFeed _progress = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private QueryState _state = QueryState.Starting;
    private Task? _completion;

    public QueryExecution(LogicalPlan plan, EngineOptions options)
    {
        _plan = plan;
        _options = options;
        _log = options.Loggers.CreateLogger<QueryExecution>();
    }

    public QueryState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>What the last committed epoch did; null before the first.</summary>
    public QueryProgress? LastProgress => _progress.Last;

    /// <summary>Ends when the query has stopped; fails with the fault that stopped it.</summary>
    public Task Completion => _completion ?? _running.Task;

    /// <summary>Opens, fences and recovers; returns when the query runs.</summary>
    /// <exception cref="StreamFaultException">It cannot run: says why and the way out.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (_completion is not null)
            throw new InvalidOperationException("a query is started once");
        if (_options.Trigger.Kind == TriggerKind.Continuous)
            throw StreamFaultException.User("the trigger 'continuous' is not there yet", "use an interval such as --trigger 100ms");
        using var registration = cancellation.Register(_abandon.Cancel);
        _completion = Task.Run(RunAsync, CancellationToken.None);
        await (await Task.WhenAny(_running.Task, _completion).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Ends after the epoch in work, cut short, with a checkpoint at the last epoch.</summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        if (_completion is null)
            return;
        Move(QueryState.Stopping, from: QueryState.Running);
        _signals.Stop();
        await _completion.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends as a crash would: at once; nothing is finished, no checkpoint is written.</summary>
    public async Task AbandonAsync()
    {
        await _abandon.CancelAsync().ConfigureAwait(false);
        if (_completion is not null)
            await ((Task)_completion.ContinueWith(_ => { }, TaskScheduler.Default)).ConfigureAwait(false);
    }

    /// <summary>Returns once all rows that the sources held at the call are committed.</summary>
    /// <exception cref="StreamFaultException">The query failed or was stopped before that.</exception>
    public Task ProcessAllAvailableAsync(CancellationToken cancellation = default) => _signals.RequestRoundAsync().WaitAsync(cancellation);

    /// <summary>One entry a committed epoch, from now on, until the query ends. A slow reader misses the oldest.</summary>
    public IAsyncEnumerable<QueryProgress> ReadProgressAsync(CancellationToken cancellation = default) => _progress.ReadAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await AbandonAsync().ConfigureAwait(false);
        _signals.Dispose();
        _abandon.Dispose();
    }

    private async Task RunAsync()
    {
        Exception? unread = null;
        try
        {
            await using var session = new QuerySession(_plan, _options, _signals, _progress, new FaultPoints(_options.FaultPlan, _abandon), _log);
            Move(QueryState.Recovering, from: QueryState.Starting);
            await session.OpenAsync(_abandon.Token).ConfigureAwait(false);
            Move(QueryState.Running, from: QueryState.Recovering);
            _running.TrySetResult();
            await session.RunAsync(_abandon.Token).ConfigureAwait(false);
            if (_signals.IsStopping)
                unread = StreamFaultException.User("the query was stopped before everything was processed", "start it again: it goes on where it stopped");
            Enter(QueryState.Stopped);
        }
        catch (Exception error)
        {
            unread = error;
            Enter(QueryState.Failed);
            throw;
        }
        finally
        {
            _signals.EndRequests(unread);
            _progress.Complete();
        }
    }

    /// <summary>Takes the step unless the query has left the state meanwhile: a stop and an end may meet.</summary>
    private void Move(QueryState to, QueryState from)
    {
        lock (_gate)
            _state = _state == from ? to : _state;
    }

    private void Enter(QueryState end)
    {
        lock (_gate)
            _state = end;
    }
}
