namespace StreamFlow.App;

/// <summary>Shows what a query does, on stderr. The base shows nothing.</summary>
internal class ProgressDisplay : IDisposable
{
    /// <summary>A live table on a terminal, a line an epoch elsewhere.</summary>
    public static ProgressDisplay For(RunArguments arguments, string job) =>
        arguments.IsQuiet ? new ProgressDisplay()
        : arguments.IsJson ? new ProgressLines(Console.Error, ProgressJson.Of)
        : Console.IsErrorRedirected ? new ProgressLines(Console.Error, ProgressText.Of)
        : ProgressTable.OnStderr(job);

    /// <summary>Shows every epoch until the query has ended. Never fails: progress is no reason to end a job.</summary>
    public virtual async Task FollowAsync(StreamingQuery query)
    {
        try
        {
            await foreach (var progress in query.ReadProgressAsync().ConfigureAwait(false))
                Show(progress);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException or StreamFaultException)
        {
            // Nobody reads stderr any more, or the query failed: it says so itself.
        }
    }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    internal virtual void Show(QueryProgress progress)
    {
    }
}
