using StreamFlow.App;

namespace StreamFlow;

/// <summary>Makes an executable of a job; its Program.cs is one line: <c>return await StreamApp.RunAsync&lt;MyJob&gt;(args);</c></summary>
public static class StreamApp
{
    /// <summary>
    /// Runs the job as the arguments say (<c>--help</c> lists them), or explains it. Progress and errors go to stderr; stdout is left to rows.
    /// Ctrl-C and SIGTERM end it gracefully, with a checkpoint.
    /// </summary>
    /// <returns>0 for done or stopped, 1 for a job that failed, 2 for wrong usage.</returns>
    public static Task<int> RunAsync<TJob>(string[] args)
        where TJob : class, IStreamJob => AppCommands.Create(typeof(TJob)).RunAsync(args);
}
