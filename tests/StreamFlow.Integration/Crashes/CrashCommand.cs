using System.Globalization;
using System.Runtime.InteropServices;
using StreamFlow.Integration.Kafka;
using StreamFlow.Integration.Postgres;

namespace StreamFlow.Integration.Crashes;

/// <summary>Any number of crash runs from the command line: <c>./crash --runs 500 --kind kill,zombie --seed 7</c>. One seed gives one sequence of choices; when things happen is the machine's.</summary>
internal static class CrashCommand
{
    private const int WrongUsage = 2;

    /// <returns>0 if every run was right, 1 if one was not, 2 for wrong usage.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (Parse(args) is not { } wanted)
            return WrongUsage;
        if (KafkaScript.Path is null)
        {
            Console.Error.WriteLine($"crash: needs a Kafka that it may crash: set {KafkaFactAttribute.Variable} to a script that starts one (SCRIPT up --port P --dir D)");
            return WrongUsage;
        }

        if (!CrashBed.IsPostgresThere)
            Console.WriteLine($"crash: no table and no files: set {PostgresFactAttribute.Variable} to a script that starts a PostgreSQL (tests/StreamFlow.Integration/Postgres/postgres.sh)");
        var able = wanted.Kinds.Where(kind => CrashBed.IsPostgresThere || !kind.NeedsPostgres).ToList();

        // Ends behind the run in work, so that servers and directories go.
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        Console.WriteLine($"crash: seed {wanted.Seed} (--seed {wanted.Seed} repeats it)");
        var outcomes = new List<CrashOutcome>();
        foreach (var kinds in able.GroupBy(kind => kind.Nodes))
        {
            await using var bed = await CrashBed.StartAsync(kinds.Key, wanted.Seed);
            // In turn, so that one kind follows the others.
            foreach (var (run, kind) in Enumerable.Range(0, wanted.Runs).SelectMany(run => kinds.Select(kind => (run, kind))).TakeWhile(_ => !stop.IsCancellationRequested))
            {
                outcomes.Add(await CrashOutcome.OfRunAsync(bed, kind, HashOf(wanted.Seed, kind, run)));
                Console.WriteLine($"{run + 1,4}/{wanted.Runs} {outcomes[^1]}");
            }
        }

        foreach (var kind in outcomes.GroupBy(outcome => outcome.Kind))
            Console.WriteLine(Sum($"{kind.Key.Name} ({kind.Key.Does})", [.. kind]));
        Console.WriteLine(Sum("all", outcomes));
        return outcomes.Exists(outcome => outcome.Failure is not null) ? 1 : 0;
    }

    private static string Sum(string what, List<CrashOutcome> outcomes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {outcomes.Count:N0} runs, {outcomes.Sum(one => one.Faults):N0} faults, {outcomes.Sum(one => one.Starts):N0} starts, {outcomes.Count(one => one.Starts == 1):N0} without a restart, {outcomes.Count(one => one.Failure is not null):N0} failed");

    private static (int Runs, IReadOnlyList<CrashKind> Kinds, int Seed)? Parse(string[] args)
    {
        var runs = 1;
        var seed = Environment.TickCount & int.MaxValue;
        var kinds = CrashKind.All;
        for (var at = 0; at < args.Length; at += 2)
        {
            var value = at + 1 < args.Length ? args[at + 1] : "";
            var isRight = args[at] switch
            {
                "--runs" => int.TryParse(value, CultureInfo.InvariantCulture, out runs) && runs > 0,
                "--seed" => int.TryParse(value, CultureInfo.InvariantCulture, out seed),
                "--kind" => (kinds = [.. CrashKind.All.Where(kind => value.Split(',').Contains(kind.Name))]).Count == value.Split(',').Length,
                _ => false,
            };
            if (!isRight)
            {
                Console.Error.WriteLine($"crash: {args[at]} {value}: give --runs N, --seed S, --kind A,B,…, each kind one of");
                foreach (var kind in CrashKind.All)
                    Console.Error.WriteLine($"  {kind.Name,-12} {kind.Does}");
                return null;
            }
        }

        return (runs, kinds, seed);
    }

    private static int HashOf(int seed, CrashKind kind, int run) => unchecked((((seed * 31) + kind.Name.Sum(letter => letter)) * 7919) + run) & int.MaxValue;
}
