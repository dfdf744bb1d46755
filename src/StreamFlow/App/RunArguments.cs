namespace StreamFlow.App;

/// <summary>What the command line said; null for what it did not say.</summary>
internal sealed class RunArguments
{
    public string? BootstrapServers { get; init; }

    public Trigger? Trigger { get; init; }

    public ProcessingGuarantee? Guarantee { get; init; }

    public string? CheckpointDirectory { get; init; }

    public string? StartFrom { get; init; }

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public TimeSpan? For { get; init; }

    public int? Workers { get; init; }

    public long? MaxRowsPerEpoch { get; init; }

    public bool IsJson { get; init; }

    public bool RecoverOnly { get; init; }

    public bool AllowStateDrop { get; init; }

    public IReadOnlyDictionary<string, string> AssumedSinks { get; init; } = new Dictionary<string, string>();

    public bool FlushAtEnd { get; init; }

    public string? DeadLetters { get; init; }

    public bool DeadLetterLateRows { get; init; }

    public bool IsQuiet { get; init; }

    public bool IsVerbose { get; init; }

    /// <summary>Puts it over what the configuration says.</summary>
    /// <exception cref="UsageException">It cannot be had.</exception>
    public void ApplyTo(StreamJobOptions options)
    {
        options.Trigger = Trigger ?? options.Trigger;
        options.Guarantee = Guarantee ?? options.Guarantee;
        options.StartFrom = StartFrom ?? options.StartFrom;
        options.Workers = Workers ?? options.Workers;
        options.MaxRowsPerEpoch = MaxRowsPerEpoch ?? options.MaxRowsPerEpoch;
        options.RecoverOnly |= RecoverOnly;
        options.AllowStateDrop |= AllowStateDrop;
        options.FlushAtEnd |= FlushAtEnd;
        options.DeadLetters = DeadLetters ?? options.DeadLetters;
        options.DeadLetterLateRows |= DeadLetterLateRows;
        if (CheckpointDirectory is not null)
            options.CheckpointDirectory = Path.GetFullPath(CheckpointDirectory);
        foreach (var (name, value) in Settings)
            options.Settings[name] = value;
        foreach (var (sink, epoch) in AssumedSinks)
        {
            options.AssumedSinks[sink] = long.TryParse(epoch, out var number) && number >= 0
                ? number
                : throw new UsageException($"--assume-sink {sink}={epoch}: give the number of an epoch, 0 or more");
        }

        if (options.Trigger.Kind == TriggerKind.Continuous)
            throw new UsageException("--trigger continuous is not there yet: take a short interval, such as --trigger 100ms");
        if (options.Workers is < 1 or > 1024)
            throw new UsageException($"--parallelism {options.Workers}: give 1 to 1024");
        if (options.MaxRowsPerEpoch < 1)
            throw new UsageException($"--max-rows-per-epoch {options.MaxRowsPerEpoch}: give 1 or more");
        if (options.DeadLetterLateRows && options.DeadLetters is null)
            throw new UsageException("--dead-letter-late-rows says nothing without a topic: add --dead-letters TOPIC");
        if (options.FlushAtEnd && !options.Trigger.IsBounded)
            throw new UsageException("--flush-at-end needs a run that ends by itself: add --trigger available-now or once");
    }
}
