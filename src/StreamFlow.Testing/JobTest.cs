using StreamFlow.Checkpoints.Storage;
using StreamFlow.Testing.Ways;

namespace StreamFlow.Testing;

/// <summary>
/// Runs a job over partitions in memory, with a clock of its own, in any batch cuts, and shows the rows it committed. The job is the real one: only its sources and sinks are
/// replaced, by name.
/// <code>
/// await using var test = JobTest.For&lt;IotDataProcessing&gt;();
/// test.Source&lt;Reading&gt;("iot", partitions: 2).Add(0, new Reading("a", t0, 20, 50));
/// await test.RunEveryWayAsync();
/// var rows = test.Sink&lt;DeviceAverage&gt;("avgiot").Committed;
/// </code>
/// </summary>
public sealed class JobTest : IAsyncDisposable
{
    private readonly JobTestBench _bench;
    private MemoryCheckpointStorage _storage = new();
    private StreamingQuery? _query;

    private JobTest(IStreamJob job, Action<StreamJobOptions>? configure)
    {
        Time = new ManualTime();
        _bench = new JobTestBench(job, configure, Time);
    }

    /// <summary>The query's clock.</summary>
    public ManualTime Time { get; }

    /// <summary>The query of the last run.</summary>
    /// <exception cref="InvalidOperationException">There was none yet.</exception>
    public StreamingQuery Query => _query ?? throw new InvalidOperationException("the job was not run yet: call RunAvailableAsync or StartAsync");

    /// <summary>A test of a job.</summary>
    /// <param name="configure">Settings of the job and options of its runs.</param>
    public static JobTest For<TJob>(Action<StreamJobOptions>? configure = null)
        where TJob : IStreamJob, new() => new(new TJob(), configure);

    /// <summary>A test of a job whose constructor takes something.</summary>
    public static JobTest For(IStreamJob job, Action<StreamJobOptions>? configure = null) => new(job, configure);

    /// <summary>A source of the job, by its name (for Kafka the topic); the same object each time. A source that the test does not ask for is empty.</summary>
    /// <param name="name">As <c>From</c> names it.</param>
    /// <param name="partitions">1 or more; counts at the first call.</param>
    public TestSource<T> Source<T>(string name, int partitions = 1)
        where T : class => _bench.Source<T>(name, partitions);

    /// <summary>A sink of the job, by its name (for Kafka the topic); the same object each time.</summary>
    public TestSink<T> Sink<T>(string name)
        where T : class => _bench.Sink<T>(name);

    /// <summary>Runs the job over everything that the sources hold and what an earlier run left, and ends.</summary>
    /// <param name="batchRows">At most so many rows in one batch; default: the engine's.</param>
    /// <param name="epochRows">At most so many rows in one epoch; default: the engine's.</param>
    /// <param name="workers">Threads. Default 1.</param>
    /// <param name="flushAtEnd">Whether windows that are open at the end leave. Default false.</param>
    public async Task RunAvailableAsync(int? batchRows = null, long? epochRows = null, int workers = 1, bool flushAtEnd = false)
    {
        await EndAsync().ConfigureAwait(false);
        var run = new RunShape { BatchRows = batchRows, EpochRows = epochRows, Workers = workers, FlushAtEnd = flushAtEnd };
        _query = _bench.Create(_storage, run, Trigger.AvailableNow);
        await _query.StartAsync(CancellationToken.None).ConfigureAwait(false);
        await JobTestBench.CompleteAsync(_query).ConfigureAwait(false);
    }

    /// <summary>Starts the job and leaves it running: rows may be added, <see cref="Time"/> moved, and <c>Query.ProcessAllAvailableAsync()</c> waited for.</summary>
    public async Task StartAsync(int workers = 1)
    {
        await EndAsync().ConfigureAwait(false);
        _query = _bench.Create(_storage, new RunShape { Workers = workers }, Trigger.Every(TimeSpan.Zero));
        await _query.StartAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Ends the running query gracefully; the next run goes on from its checkpoint.</summary>
    public Task StopAsync() => Query.StopAsync();

    /// <summary>Ends the running query as a power cut would: nothing is finished and what was not flushed is gone. The next run recovers.</summary>
    public async Task CrashAsync()
    {
        await Query.AbandonAsync().ConfigureAwait(false);
        _storage.Crash();
    }

    /// <summary>
    /// Lets the job process everything that the sources hold and ends it at a named point of the protocol as a power cut would: the running job, or else a new run of it.
    /// The next run recovers.
    /// </summary>
    /// <param name="point">Where.</param>
    /// <param name="time">At which of the times it passes the point, counted from now. 1 or more, default 1; after the first of two sinks' commits is <see cref="CrashPoint.AfterCommit"/> at time 1.</param>
    /// <param name="epochRows">At most so many rows in one epoch of a new run; default: the engine's.</param>
    /// <param name="workers">Threads of a new run. Default 1.</param>
    /// <exception cref="InvalidOperationException">The job ended before it came there.</exception>
    public async Task CrashAsync(CrashPoint point, int time = 1, long? epochRows = null, int workers = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, 1);
        var crashed = _bench.Crashes.Arm(point, time);
        if (_query is not { State: QueryState.Running })
        {
            await EndAsync().ConfigureAwait(false);
            _query = _bench.Create(_storage, new RunShape { EpochRows = epochRows, Workers = workers }, Trigger.AvailableNow);
        }

        if (!await _bench.RunIntoCrashAsync(_query, crashed).ConfigureAwait(false))
            throw new InvalidOperationException($"the job ended before it passed {point} for the {time}. time");
        _storage.Crash();
    }

    /// <summary>
    /// Runs the job over everything that the sources hold in every way that must give the same rows: whole, one row a batch, in random cuts, with 1 and 4 threads, stopped and
    /// restarted in the middle, crashed and recovered in the middle, crashed at every point of the protocol. Each way starts from nothing; the sinks then hold the rows of the last one.
    /// </summary>
    /// <param name="flushAtEnd">Whether windows that are open at the end leave. Default false.</param>
    /// <param name="seed">For the random cuts; default: another one each time. A failure names it.</param>
    /// <exception cref="RowsDifferException">Two ways committed different rows; the message shows which.</exception>
    public async Task RunEveryWayAsync(bool flushAtEnd = false, int? seed = null)
    {
        await EndAsync().ConfigureAwait(false);
        Dictionary<string, IReadOnlyList<string>>? expected = null;
        foreach (var way in RunWay.All(_bench.RowCount, seed ?? Environment.TickCount, flushAtEnd))
        {
            _bench.ResetSinks();
            _storage = new MemoryCheckpointStorage();
            _query = await way.RunAsync(_bench, _storage).ConfigureAwait(false);
            var rows = _bench.CommittedLines();
            if (expected is null)
                expected = rows;
            else
                RowDifference.RequireNone(expected, rows, way.Name);
        }
    }

    public ValueTask DisposeAsync() => _query?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task EndAsync()
    {
        if (_query is null)
            return;
        if (_query.State is QueryState.Running)
            await _query.StopAsync().ConfigureAwait(false);
        await _query.DisposeAsync().ConfigureAwait(false);
    }
}
