using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Jobs.Steps;
using StreamFlow.Simulation.Logs;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Scenarios;

/// <summary>Makes a scenario that fails smaller as long as it still fails: fewer attempts and faults, fewer rows, fewer sinks, a plainer way to run.</summary>
internal static class Shrinker
{
    private const int RunsMax = 600;

    /// <param name="failed">What came of the scenario; it has failed.</param>
    /// <param name="mutant">The known bug that it ran with.</param>
    /// <returns>What came of the smallest one found.</returns>
    public static async Task<RunReport> ShrinkAsync(RunReport failed, Mutant mutant = Mutant.None)
    {
        var runs = 0;
        for (var isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            foreach (var candidate in Smaller(failed.Scenario))
            {
                if (++runs > RunsMax)
                    return failed;
                var report = await ScenarioRun.RunAsync(candidate, mutant).ConfigureAwait(false);
                if (!report.HasFailed)
                    continue;
                failed = report;
                isSmaller = true;
                break;
            }
        }

        return failed;
    }

    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        if (scenario.HasThreads)
            yield return scenario with { HasThreads = false };
        for (var i = 0; i < scenario.Attempts.Count - 1; i++)
            yield return scenario with { Attempts = [.. scenario.Attempts.Take(i), .. scenario.Attempts.Skip(i + 1)] };
        for (var i = 0; i < scenario.Attempts.Count; i++)
        {
            foreach (var attempt in Smaller(scenario.Attempts[i]))
                yield return scenario with { Attempts = [.. scenario.Attempts.Take(i), attempt, .. scenario.Attempts.Skip(i + 1)] };
        }

        foreach (var job in Smaller(scenario.Job))
            yield return scenario with { Job = job };
        foreach (var log in Smaller(scenario.Log))
            yield return scenario with { Log = log };
    }

    private static IEnumerable<Attempt> Smaller(Attempt attempt)
    {
        for (var i = 0; i < attempt.Faults.Count; i++)
            yield return attempt with { Faults = [.. attempt.Faults.Take(i), .. attempt.Faults.Skip(i + 1)] };
        for (var i = 0; i < attempt.Rounds.Count; i++)
            yield return attempt with { Rounds = [.. attempt.Rounds.Take(i), .. attempt.Rounds.Skip(i + 1)] };
        Attempt[] plainer =
        [
            attempt with { Damage = Damage.None }, attempt with { PowerCutAfter = false }, attempt with { FlushAtEnd = false }, attempt with { FromLatest = false }, attempt with { IsWithoutTwins = false },
            attempt with { Advance = TimeSpan.Zero }, attempt with { Workers = 1 }, attempt with { MaxBytesPerEpoch = long.MaxValue },
            attempt with { CheckpointInterval = TimeSpan.FromHours(1) }, attempt with { MaxRowsPerBatch = 16 }, attempt with { MaxRowsPerEpoch = 1000 }, attempt with { Produce = attempt.Produce / 2 },
        ];
        foreach (var one in plainer.Where(one => one != attempt))
            yield return one;
    }

    /// <summary>One sink less, with all that only it needs.</summary>
    private static IEnumerable<JobShape> Smaller(JobShape job)
    {
        foreach (var dropped in job.Sinks)
        {
            var needed = new HashSet<int>();
            foreach (var sink in job.Sinks.Where(sink => sink != dropped))
                Need(job, sink, needed);
            if (needed.Count > 0)
                yield return Keep(job, needed);
        }
    }

    private static void Need(JobShape job, Step step, HashSet<int> needed)
    {
        if (!needed.Add(step.Number))
            return;
        foreach (var input in step.Inputs)
            Need(job, job.Steps[input], needed);
    }

    private static JobShape Keep(JobShape job, HashSet<int> needed)
    {
        // Sources keep their places: the log is theirs. A window without a reader but of its late rows keeps a sink.
        var numbers = new Dictionary<int, int>();
        var kept = new List<Step>();
        foreach (var step in job.Steps.Where(step => needed.Contains(step.Number)))
        {
            numbers[step.Number] = kept.Count;
            var moved = step.Move(kept.Count, [.. step.Inputs.Select(input => numbers[input])]);
            kept.Add(moved switch
            {
                WindowStep window => window with { TakesLateRows = job.Steps.Any(one => one is LateRowsStep && needed.Contains(one.Number) && one.Inputs[0] == step.Number) },
                SourceStep source => source with { TakesBadRecords = job.Steps.Any(one => one is BadRecordsStep && needed.Contains(one.Number) && one.Inputs[0] == step.Number) },
                _ => moved,
            });
        }

        foreach (var open in kept.Where(step => step is not SinkStep && !kept.Any(reader => reader.TakesMainRows && reader.Inputs.Contains(step.Number))).ToList())
            kept.Add(new SinkStep(open.Number, 0) { Number = kept.Count });
        return new JobShape(kept);
    }

    private static IEnumerable<IReadOnlyList<LogEvent>> Smaller(IReadOnlyList<LogEvent> log)
    {
        for (var size = log.Count / 2; size > 0; size /= 2)
        {
            for (var from = 0; from < log.Count; from += size)
            {
                var kept = log.Where((one, index) => index < from || index >= from + size || one.Entry is not { Transaction: < 0 }).ToList();
                if (kept.Count < log.Count)
                    yield return kept;
            }
        }
    }
}
