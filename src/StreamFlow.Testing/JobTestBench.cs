using System.Reflection;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Configuration;
using StreamFlow.Connectors;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Testing.Ways;

namespace StreamFlow.Testing;

/// <summary>The job under test with what it is connected to: makes one query after the other over the same sources and sinks.</summary>
internal sealed class JobTestBench(IStreamJob job, Action<StreamJobOptions>? configure, ManualTime time)
{
    // Only for a query that hangs: a test that works never waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, ITestSource> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ITestSink> _sinks = new(StringComparer.Ordinal);

    /// <summary>Where the next query ends as by a crash.</summary>
    public CrashPlan Crashes { get; } = new();

    public long RowCount => _sources.Values.Sum(source => source.Log.Count);

    public TestSource<T> Source<T>(string name, int partitions)
        where T : class
    {
        if (!_sources.TryGetValue(name, out var source))
            _sources[name] = source = new TestSource<T>(name, partitions, time);
        return source as TestSource<T> ?? throw Mismatch("source", name, typeof(T), source.GetType().GenericTypeArguments[0]);
    }

    public TestSink<T> Sink<T>(string name)
        where T : class
    {
        if (!_sinks.TryGetValue(name, out var sink))
            _sinks[name] = sink = new TestSink<T>(name);
        return sink as TestSink<T> ?? throw Mismatch("sink", name, typeof(T), sink.GetType().GenericTypeArguments[0]);
    }

    public StreamingQuery Create(CheckpointStorage storage, RunShape run, Trigger trigger)
    {
        foreach (var source in _sources.Values)
            source.Log.Cuts = run.Cuts;
        var options = new StreamJobOptions { CheckpointDirectory = "memory", Time = time };
        configure?.Invoke(options);
        options.Trigger = trigger;
        options.Workers = run.Workers;
        options.MaxRowsPerEpoch = run.EpochRows ?? options.MaxRowsPerEpoch;
        options.FlushAtEnd = run.FlushAtEnd;
        options.CheckpointInterval = run.CheckpointInterval ?? options.CheckpointInterval;
        OptionsValidation.Require(options);
        var usedSources = new HashSet<string>(StringComparer.Ordinal);
        var usedSinks = new HashSet<string>(StringComparer.Ordinal);
        var plan = JobDefinition.PlanOf(job, JobEnvironment.Of(options) with
        {
            ReplaceSource = (spec, name) => Replace(spec, name, usedSources),
            ReplaceSink = (spec, name) => Replace(spec, name, usedSinks),
        });
        RequireUsed("source", _sources.Keys, usedSources);
        RequireUsed("sink", _sinks.Keys, usedSinks);
        var engine = EngineOptionsFactory.Create(options, storage, run.BatchRows);
        engine.FaultPlan = Crashes;
        return new StreamingQuery(plan, engine);
    }

    /// <summary>Lets a query process everything that the sources hold, or come to where it crashes.</summary>
    /// <param name="query">Not started and bounded, or running.</param>
    /// <param name="crashed">Of <see cref="Crashes"/>.</param>
    /// <returns>Whether it crashed.</returns>
    public async Task<bool> RunIntoCrashAsync(StreamingQuery query, Task crashed)
    {
        try
        {
            var isRunning = query.State == QueryState.Running;
            if (!isRunning)
                await query.StartAsync(CancellationToken.None).ConfigureAwait(false);
            var processed = isRunning ? query.ProcessAllAvailableAsync().WaitAsync(Patience) : CompleteAsync(query);
            await (await Task.WhenAny(crashed, processed).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (crashed.IsCompleted)
        {
            // The crash ended the start, or was seen as the query's end first.
        }

        Crashes.Disarm();
        if (crashed.IsCompleted)
            await query.AbandonAsync().ConfigureAwait(false);
        return crashed.IsCompleted;
    }

    public void ResetSinks()
    {
        foreach (var sink in _sinks.Values)
            sink.Reset();
    }

    public Dictionary<string, IReadOnlyList<string>> CommittedLines() => _sinks.ToDictionary(sink => sink.Key, sink => sink.Value.Lines());

    public static async Task CompleteAsync(StreamingQuery query)
    {
        try
        {
            await query.Completion.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"job {query.Name} did not end in {Patience.TotalSeconds} s; it is {query.State}, its last epoch {query.LastProgress?.Epoch.ToString() ?? "none"}");
        }
    }

    private SourceSpec Replace(SourceSpec spec, string name, HashSet<string> used)
    {
        used.Add(name);
        return Made<ITestSource>(nameof(Source), spec.RowType, [name, 1]).Replace(spec);
    }

    private SinkSpec Replace(SinkSpec spec, string name, HashSet<string> used)
    {
        used.Add(name);
        return Made<ITestSink>(nameof(Sink), spec.RowType, [name]).Replace(spec);
    }

    private TMade Made<TMade>(string method, Type rows, object[] arguments)
    {
        try
        {
            return (TMade)GetType().GetMethod(method)!.MakeGenericMethod(rows).Invoke(this, arguments)!;
        }
        catch (TargetInvocationException error) when (error.InnerException is InvalidOperationException mismatch)
        {
            throw new InvalidOperationException(mismatch.Message, mismatch);
        }
    }

    private static void RequireUsed(string what, IEnumerable<string> named, HashSet<string> used)
    {
        if (named.FirstOrDefault(name => !used.Contains(name)) is { } unknown)
            throw new InvalidOperationException($"the job has no {what} '{unknown}'; it has {string.Join(", ", used.Order(StringComparer.Ordinal))}");
    }

    private static InvalidOperationException Mismatch(string what, string name, Type one, Type other) =>
        new($"{what} '{name}' has rows of type {other.Name} and of type {one.Name}: test and job must name the same");
}
