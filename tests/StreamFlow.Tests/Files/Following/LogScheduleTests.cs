using System.Globalization;
using StreamFlow.Basics.Memory;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Files;
using StreamFlow.Formats.Text;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Files.Following;

/// <summary>
/// The real engine on a real log that is written, rotated and packed at random, with crashes at any operation of the checkpoint storage: each line once, in order.
/// The oracle is the list of what was written. STREAMFLOW_SEED=N runs one of them.
/// </summary>
public sealed class LogScheduleTests
{
    private const int Schedules = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task However_a_log_is_rotated_and_the_job_killed_each_line_is_committed_once_and_in_order()
    {
        var seeds = Environment.GetEnvironmentVariable("STREAMFLOW_SEED") is { Length: > 0 } one ? [int.Parse(one, CultureInfo.InvariantCulture)] : Enumerable.Range(0, Schedules);
        foreach (var seed in seeds)
        {
            var story = new List<string>();
            try
            {
                await RunAsync(new Random(seed), story);
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}:\n  {string.Join("\n  ", story)}\n{error}");
            }
        }
    }

    [Fact]
    public async Task A_crash_at_every_operation_of_the_storage_loses_and_doubles_no_line()
    {
        for (var operation = 1; operation <= 80; operation++)
        {
            using var log = new LogScene();
            var run = await Run.BeginAsync(log);
            run.Storage.FailAt(new StorageFaultPlan(run.Storage.Operations + operation, Torn: operation % 2 == 0, AndAllAfter: true));
            for (var day = 0; day < 4; day++)
            {
                run.WriteLines(3);
                await run.AttemptAsync(new Random(operation), isLast: false);
                if (day % 2 == 0)
                    log.Rename();
                else
                    log.CopyAndTruncate();
            }

            run.WriteLines(1);
            await run.AttemptAsync(new Random(operation), isLast: true);
            Assert.Equal(run.Written, run.Committed);
        }
    }

    private static async Task RunAsync(Random chance, List<string> story)
    {
        using var log = new LogScene();
        var run = await Run.BeginAsync(log);
        var renames = chance.Next(2) == 0;
        for (var step = chance.Next(5, 30); step > 0; step--)
        {
            var what = chance.Next(10);
            story.Add(what.ToString(CultureInfo.InvariantCulture));
            if (what <= 3)
                run.WriteLines(chance.Next(1, 8));
            else if (what == 4)
                run.WritePart();
            else if (what <= 6 && File.Exists(log.Path) && new FileInfo(log.Path).Length > 0)
                run.Rotate(renames);
            else if (what == 7 && chance.Next(3) == 0 && log.Has(2))
                log.Pack(2);
            else
                await run.AttemptAsync(chance, isLast: false);
        }

        run.WriteLines(1);
        await run.AttemptAsync(chance, isLast: true);
        Assert.Equal(run.Written, run.Committed);
    }

    private sealed class Run(LogScene log)
    {
        private readonly MemorySink<Line> _sink = new("out");
        private string _part = "";
        private int _count;

        public MemoryCheckpointStorage Storage { get; } = new();

        public List<string> Written { get; } = [];

        public IEnumerable<string> Committed => _sink.Committed.Select(line => line.Text);

        /// <summary>A log that the job has seen: what was rotated before its first start is none of its business.</summary>
        public static async Task<Run> BeginAsync(LogScene log)
        {
            var run = new Run(log);
            run.WriteLines(1);
            await run.AttemptAsync(new Random(0), isLast: true);
            return run;
        }

        public void WriteLines(int lines)
        {
            for (; lines > 0; lines--)
            {
                var text = $"line {_count++} {new string('x', _count % 50)}";
                log.Write(text + "\n");
                Written.Add(_part + text);
                _part = "";
            }
        }

        public void WritePart()
        {
            var text = $"part {_count++} ";
            log.Write(text);
            _part += text;
        }

        /// <summary>A line that was begun ends with its file.</summary>
        public void Rotate(bool byRename)
        {
            if (byRename)
                log.Rename();
            else
                log.CopyAndTruncate();
            if (_part.Length > 0)
                Written.Add(_part);
            _part = "";
        }

        public async Task AttemptAsync(Random chance, bool isLast)
        {
            if (isLast)
                Storage.FailAt(null);
            else if (chance.Next(2) == 0)
                Storage.FailAt(new StorageFaultPlan(Storage.Operations + chance.Next(1, 30), Torn: chance.Next(2) == 0, AndAllAfter: true));
            var plan = JobDefinition.PlanOf(new CopyJob(new LogFileSource<Line>(log.Path) { Format = TextFormat.Instance }, _sink), new JobEnvironment(new Dictionary<string, string>()));
            var options = new EngineOptions
            {
                Storage = Storage,
                Time = new ManualTime(),
                Trigger = Trigger.AvailableNow,
                MaxRowsPerBatch = chance.Next(1, 10),
                MaxRowsPerEpoch = chance.Next(1, 20),
                CheckpointInterval = chance.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromHours(1),
            };
            await using var query = new QueryExecution(plan, options);
            try
            {
                await query.StartAsync().WaitAsync(Patience);
                await query.Completion.WaitAsync(Patience);
            }
            catch (StreamFaultException fault) when (!isLast && fault.ToString().Contains("injected", StringComparison.Ordinal))
            {
                // The process dies here.
            }

            await query.AbandonAsync();
            if (!isLast && chance.Next(2) == 0)
                Storage.Crash(chance.Next(2) == 0 ? new Random(chance.Next()) : null);
        }
    }

    [StreamJob("copy")]
    private sealed class CopyJob(LogFileSource<Line> source, MemorySink<Line> sink) : IStreamJob
    {
        public void Define(StreamBuilder streams) => streams.From(source).To(sink);
    }
}
