using System.Globalization;
using StreamFlow.Integration.Processes;

namespace StreamFlow.Integration.Crashes;

/// <summary>One job from its first start to the comparison of its sinks, in a directory of its own; everything that is left to chance comes from one seed.</summary>
internal sealed class CrashRun : IAsyncDisposable
{
    /// <summary>The transaction time-out of the jobs: short, because runs wait for it.</summary>
    public const int TransactionTimeoutMs = 4_000;

    private const int StartsMax = 30;
    private readonly CrashBed _bed;
    private readonly string _rowsPerEpoch;
    private readonly string _checkpointInterval;
    private readonly List<ProgramRun> _started = [];

    private CrashRun(CrashBed bed, CrashedJob job, string name, string directory, Random chance, (int From, int To) rowsPerEpoch)
    {
        _bed = bed;
        Job = job;
        Name = name;
        Chance = chance;
        Directory = directory;
        Checkpoint = Path.Combine(Directory, "checkpoint");
        _rowsPerEpoch = Text(chance.Next(rowsPerEpoch.From, rowsPerEpoch.To));

        // A checkpoint behind each epoch, behind some, or none at all.
        _checkpointInterval = ((string[])["00:00:00", "00:00:00.05", "00:00:00.3", "01:00:00"])[chance.Next(4)];
    }

    public string Name { get; }

    public CrashedJob Job { get; }

    public KafkaNodes Kafka => _bed.Kafka;

    public CrashBed Bed => _bed;

    /// <summary>The run's dice.</summary>
    public Random Chance { get; }

    /// <summary>Where everything of the run lies.</summary>
    public string Directory { get; }

    /// <summary>The checkpoint directory of the next start.</summary>
    public string Checkpoint { get; set; }

    /// <summary>What the next starts find in their environment, beside what they always do.</summary>
    public List<(string Name, string Value)> Variables { get; } = [];

    public string Application => $"crash-{Name}";

    /// <summary>What was done to the job or its servers, so far.</summary>
    public int Faults { get; set; }

    public int Starts => _started.Count;

    /// <summary>Whether the job went on through it, without a restart.</summary>
    public bool Survived => Starts == 1;

    public static async Task<CrashRun> CreateAsync(CrashBed bed, CrashKind kind, int seed)
    {
        var chance = new Random(seed);
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind.Name}-{Guid.NewGuid().ToString("N")[..8]}");
        var directory = System.IO.Directory.CreateTempSubdirectory($"streamflow-crash-{name}-").FullName;
        return new CrashRun(bed, await bed.NewJobAsync(name, directory, kind.NeedsPostgres, chance), name, directory, chance, kind.RowsPerEpoch);
    }

    /// <summary>Starts the job's executable.</summary>
    /// <param name="checkpoint">Its checkpoint directory; null for that of the run.</param>
    public ProgramRun StartJob(string? checkpoint = null)
    {
        string[] arguments =
        [
            "run", "--bootstrap-servers", Kafka.BootstrapServers, "--checkpoint", checkpoint ?? Checkpoint, "--trigger", "available-now",
            "--max-rows-per-epoch", _rowsPerEpoch, "--parallelism", Text(Chance.Next(1, 3)), .. Job.Settings.SelectMany(setting => new[] { "--set", setting }),
        ];
        (string, string)[] variables =
        [
            // A killed process would leave its diagnostic pipes behind.
            ("DOTNET_EnableDiagnostics", "0"),
            ("StreamFlow__Application", Application), ("StreamFlow__CheckpointInterval", _checkpointInterval),
            ("StreamFlow__Kafka__transaction.timeout.ms", Text(TransactionTimeoutMs)), .. Job.Variables, .. Variables,
        ];
        var job = ProgramRun.Job(Job.Project, arguments, variables);
        _started.Add(job);
        return job;
    }

    /// <summary>Starts the job until it has come to its own end.</summary>
    /// <param name="mayFail">Whether a start may end with an error: while its servers are down.</param>
    public async Task FinishAsync(bool mayFail = false)
    {
        while (true)
        {
            var job = StartJob();
            if (await job.ExitCodeAsync() == 0)
                return;
            Assert.True(mayFail && Starts < StartsMax, $"start {Starts} failed: {job.Error}");
            await WaitAsync(200, 400);
        }
    }

    /// <summary>Waits for a random time.</summary>
    public Task WaitAsync(int fromMs, int toMs) => Task.Delay(TimeSpan.FromMilliseconds(Chance.Next(fromMs, toMs)), TimeProvider.System, CancellationToken.None);

    /// <summary>Leaves the directory, with what the processes said, what the sinks hold and what they should.</summary>
    public async Task KeepAsync(Exception failure)
    {
        await File.WriteAllTextAsync(Path.Combine(Directory, "failure.txt"), failure.ToString());
        for (var start = 0; start < _started.Count; start++)
            await File.WriteAllTextAsync(Path.Combine(Directory, $"start-{start + 1}.log"), _started[start].Error);
        await Job.DumpAsync(Directory);
    }

    /// <summary>Deletes what a run leaves that went well.</summary>
    public async Task DropAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        await Job.DropAsync();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var job in _started)
            job.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
