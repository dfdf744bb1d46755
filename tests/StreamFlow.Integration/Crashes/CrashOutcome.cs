namespace StreamFlow.Integration.Crashes;

/// <summary>What became of one run.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Seed">What it was picked by.</param>
/// <param name="Job">The job.</param>
/// <param name="Faults">How often it was done.</param>
/// <param name="Starts">How often the job was started.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Failure">Null if the sinks hold what they should.</param>
/// <param name="Directory">Where a failed run can be looked at.</param>
internal sealed record CrashOutcome(CrashKind Kind, int Seed, string Job, int Faults, int Starts, TimeSpan Duration, Exception? Failure, string Directory)
{
    /// <summary>Makes one run, and compares its sinks with what LINQ says.</summary>
    public static async Task<CrashOutcome> OfRunAsync(CrashBed bed, CrashKind kind, int seed)
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var run = await CrashRun.CreateAsync(bed, kind, seed);
        Exception? failure = null;
        try
        {
            await kind.InjectAsync(run);
            await run.Job.RequireExactAsync();
            await run.DropAsync();
        }
#pragma warning disable CA1031 // Whatever went wrong is what the run came to.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
            await run.KeepAsync(error);
        }

        return new CrashOutcome(kind, seed, run.Job.Name, run.Faults, run.Starts, TimeProvider.System.GetElapsedTime(started), failure, run.Directory);
    }

    public override string ToString() =>
        $"{Kind,-12} seed {Seed,-11} {Job}: {Faults} faults, {Starts} starts, {Duration.TotalSeconds:0.0} s{(Failure is null ? "" : $"  FAILED, see {Directory}: {Failure.Message.Split('\n')[0]}")}";
}
