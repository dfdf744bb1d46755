namespace StreamFlow.Engine.MicroBatch;

/// <summary>What others ask of the driver: to stop, to hurry, to say when everything is processed. Safe from any thread.</summary>
internal sealed class DriverSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<TaskCompletionSource> _requests = [];
    private readonly List<TaskCompletionSource> _inRound = [];
    private TaskCompletionSource _wake = NewSource();
    private Task? _ended;

    public bool IsStopping => _stop.IsCancellationRequested;

    public void Stop() => _stop.Cancel();

    /// <summary>Calls back when a stop is asked for, at once if it was.</summary>
    public CancellationTokenRegistration OnStop(Action action) => _stop.Token.Register(action);

    /// <summary>Asks for a round of its own; completes when a round that began after this call has read everything. After the end there is none: what the query came to is the answer.</summary>
    public Task RequestRoundAsync()
    {
        var request = NewSource();
        lock (_lock)
        {
            if (_ended is not null)
                return _ended;
            _requests.Add(request);
            _wake.TrySetResult();
        }

        return request.Task;
    }

    /// <summary>Requests made so far are served by the round that begins now.</summary>
    public void BeginRound()
    {
        lock (_lock)
        {
            _inRound.AddRange(_requests);
            _requests.Clear();
            _wake = NewSource();
        }
    }

    /// <summary>The round has read everything that was there when it began.</summary>
    public void CompleteRequests()
    {
        List<TaskCompletionSource> done;
        lock (_lock)
        {
            done = [.. _inRound];
            _inRound.Clear();
        }

        foreach (var request in done)
            request.TrySetResult();
    }

    /// <summary>The query ends: nobody is left waiting, also none who asks from now on.</summary>
    /// <param name="fault">Why not everything was read; null when it was.</param>
    public void EndRequests(Exception? fault)
    {
        List<TaskCompletionSource> left;
        lock (_lock)
        {
            _ended = fault is null ? Task.CompletedTask : Task.FromException(fault);
            left = [.. _inRound, .. _requests];
            _inRound.Clear();
            _requests.Clear();
        }

        foreach (var request in left)
        {
            if (fault is null)
                request.TrySetResult();
            else
                request.TrySetException(fault);
        }
    }

    /// <summary>Waits for the time to pass, a request, or a stop.</summary>
    public async Task WaitAsync(TimeSpan time, TimeProvider timeProvider, CancellationToken abandon)
    {
        Task wake;
        lock (_lock)
            wake = _requests.Count > 0 ? Task.CompletedTask : _wake.Task;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, abandon);
        var delay = Task.Delay(time, timeProvider, ended.Token);
        await Task.WhenAny(delay, wake).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose() => _stop.Dispose();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
