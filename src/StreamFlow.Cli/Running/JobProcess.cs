using System.Diagnostics;
using StreamFlow.Cli.Jobs;

namespace StreamFlow.Cli.Running;

/// <summary>A job's executable, running.</summary>
internal sealed class JobProcess : IDisposable
{
    // What a job needs to finish its epoch and leave a checkpoint; after that it is ended, and recovers at its next start.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private const int LinesKept = 40;

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    private JobProcess(JobEntry job, Process process) => (Job, _process) = (job, process);

    public JobEntry Job { get; }

    /// <summary>Starts it with this process's own input and output.</summary>
    public static JobProcess Start(JobEntry job, IEnumerable<string> arguments) => new(job, Launch(job, arguments));

    /// <summary>Starts it with this process's own output, but for stderr, which comes line by line.</summary>
    public static JobProcess StartRelayed(JobEntry job, IEnumerable<string> arguments, Action<string> line)
    {
        var started = new JobProcess(job, Launch(job, arguments, pipeError: true));
        started._process.ErrorDataReceived += (_, received) =>
        {
            if (received.Data is not null)
                line(received.Data);
        };
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Starts it in the background: what it writes is only kept for <see cref="LastLines"/>.</summary>
    public static JobProcess StartQuietly(JobEntry job, IEnumerable<string> arguments)
    {
        var started = new JobProcess(job, Launch(job, arguments, pipeError: true, pipeOthers: true));
        started._process.ErrorDataReceived += (_, line) => started.Keep(line.Data);
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        started._process.StandardInput.Close();
        return started;
    }

    public string LastLines()
    {
        lock (_lastLines)
            return string.Join(Environment.NewLine, _lastLines);
    }

    /// <summary>Waits for its end; asks it to stop when asked, and ends it when somebody insists or it takes too long.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync(StopSignal stop)
    {
        if (await WaitAsync(stop.Asked).ConfigureAwait(false) is { } code)
            return code;
        await StopAsync(stop.Insisted).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <returns>Its exit code, or null when the wait was cancelled first.</returns>
    public async Task<int?> WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Asks it to stop, waits, and ends it when somebody insists or it takes too long.</summary>
    public async Task StopAsync(CancellationToken insisted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(insisted);
        patience.CancelAfter(StopTimeout);
        ChildSignal.Terminate(_process);
        try
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static Process Launch(JobEntry job, IEnumerable<string> arguments, bool pipeError = false, bool pipeOthers = false)
    {
        if (!File.Exists(job.Executable))
            throw StreamFaultException.User($"the job '{job.Name}' is not built: there is no {job.Executable}", "run ./streamflow once without STREAMFLOW_NO_BUILD, or dotnet build -c Release " + job.Folder);
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet", ["exec", job.Executable, .. arguments])
        {
            RedirectStandardInput = pipeOthers,
            RedirectStandardOutput = pipeOthers,
            RedirectStandardError = pipeError,
        };
        return Process.Start(start)!;
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
                _lastLines.Dequeue();
        }
    }
}
