using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Scenarios;

/// <summary>Makes the scenario of a seed.</summary>
internal static class ScenarioGenerator
{
    public static Scenario Make(int seed)
    {
        var chance = new Random(seed);
        var job = JobGenerator.Make(chance);
        var log = LogGenerator.Make(chance, job.SourceCount);
        var flush = chance.Next(2) == 0;
        var attempts = Enumerable.Range(0, chance.Next(1, 6)).Select(number => AttemptGenerator.Make(chance, number, log.Count)).ToList();
        for (var number = 0; number + 1 < attempts.Count; number++)
        {
            if (chance.Next(6) == 0)
                (attempts[number], attempts[number + 1]) = AttemptGenerator.SideBySide(chance, attempts[number], attempts[number + 1]);
        }

        return new Scenario
        {
            Seed = seed,
            Job = job,
            Log = log,
            Attempts = [.. attempts, AttemptGenerator.MakeLast(chance, flush)],
            Guarantee = chance.Next(8) == 0 ? ProcessingGuarantee.AtLeastOnce : ProcessingGuarantee.ExactlyOnce,
            LogSegmentBytes = chance.Next(2) == 0 ? chance.Next(300, 3000) : 1 << 20,
            FlushLog = chance.Next(15) != 0,
            HasThreads = chance.Next(5) == 0,
        };
    }
}
