namespace StreamFlow.Engine.Faults;

/// <summary>The seam between a query and a test's <see cref="IFaultPlan"/>. Without a plan a point costs one comparison.</summary>
/// <param name="plan">Null outside tests.</param>
/// <param name="abandon">Ends the query as a crash does.</param>
internal sealed class FaultPoints(IFaultPlan? plan, CancellationTokenSource abandon)
{
    /// <summary>Whether a test may break the query off: then its sinks are called one after the other, so that a point has one meaning and a run can be repeated.</summary>
    public bool AreWatched => plan is not null;

    /// <inheritdoc cref="IFaultPlan.Turns"/>
    public Random? Turns => plan?.Turns;

    /// <summary>Does something beside the query's flow; where that has to be one flow, now.</summary>
    public Task<T> InBackground<T>(Func<T> action) => Turns is null ? Task.Run(action) : Now(action);

    public ValueTask PassAsync(CrashPoint point, EpochNumber epoch = default, string subject = "") =>
        plan is null ? ValueTask.CompletedTask : AskAsync(plan, point, epoch, subject);

    /// <summary>Where a thread of its own cannot await.</summary>
    public void Pass(CrashPoint point, EpochNumber epoch, SourcePartition? subject = null)
    {
        if (plan is not null)
            AskAsync(plan, point, epoch, subject?.ToString() ?? "").AsTask().GetAwaiter().GetResult();
    }

    private async ValueTask AskAsync(IFaultPlan asked, CrashPoint point, EpochNumber epoch, string subject)
    {
        abandon.Token.ThrowIfCancellationRequested();
        if (await asked.AtAsync(point, epoch, subject).ConfigureAwait(false) == FaultAction.Crash)
            await abandon.CancelAsync().ConfigureAwait(false);
        abandon.Token.ThrowIfCancellationRequested();
    }

    private static Task<T> Now<T>(Func<T> action)
    {
        var task = new Task<T>(action);
        task.RunSynchronously(TaskScheduler.Default);
        return task;
    }
}
