using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace StreamFlow.Integration.Processes;

/// <summary>A program of this repository as a process: what it writes, how it ends, and ways to end it.</summary>
internal sealed partial class ProgramRun : IDisposable
{
    /// <summary>The exit code of a process that SIGKILL has ended.</summary>
    public const int Killed = 128 + 9;

    private const int SigInt = 2;
    private const int SigTerm = 15;
    private const int SigContinue = 18;
    private const int SigStop = 19;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly StringBuilder _output = new();
    private readonly List<string> _errorLines = [];
    private readonly SemaphoreSlim _news = new(0);
    private bool _errorEnded;

    private ProgramRun(string program, IEnumerable<string> arguments, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["STREAMFLOW_NO_BUILD"] = "1";
        start.Environment["STREAMFLOW_HOME"] = Root;
        start.Environment.Remove("STREAMFLOW_TRACE");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data, isError: false);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, isError: true);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Close();
    }

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    public string Output
    {
        get
        {
            lock (_lock)
                return _output.ToString();
        }
    }

    public string Error
    {
        get
        {
            lock (_lock)
                return string.Join('\n', _errorLines);
        }
    }

    /// <summary>The executable of a job of <c>jobs/</c>.</summary>
    public static ProgramRun Job(string project, IEnumerable<string> arguments, params (string Name, string Value)[] variables) =>
        new("dotnet", ["exec", Path.Combine(Root, "jobs", project, "bin", "Release", "net10.0", project + ".dll"), .. arguments], variables);

    /// <summary>The command line, without the script round it.</summary>
    public static ProgramRun Cli(IEnumerable<string> arguments) =>
        new("dotnet", ["exec", Path.Combine(Root, "src", "StreamFlow.Cli", "bin", "Release", "net10.0", "StreamFlow.Cli.dll"), .. arguments], []);

    /// <summary>Waits until so many lines on stderr begin so, or the process has ended.</summary>
    public async Task ErrorLinesAsync(string beginning, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            lock (_lock)
            {
                if (_errorEnded || _errorLines.Count(line => line.StartsWith(beginning, StringComparison.Ordinal)) >= count)
                    return;
            }

            await _news.WaitAsync(patience.Token);
        }
    }

    public async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public void Interrupt() => Assert.Equal(0, SendSignal(_process.Id, SigInt));

    /// <summary>SIGTERM.</summary>
    public void Terminate() => Assert.Equal(0, SendSignal(_process.Id, SigTerm));

    /// <summary>SIGSTOP.</summary>
    /// <returns>False if the process has ended before.</returns>
    public bool Stop() => !_process.HasExited && SendSignal(_process.Id, SigStop) == 0;

    /// <summary>SIGCONT.</summary>
    public void Continue() => SendSignal(_process.Id, SigContinue);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _news.Dispose();
    }

    private void Take(string? line, bool isError)
    {
        lock (_lock)
        {
            if (line is null)
                _errorEnded |= isError;
            else if (isError)
                _errorLines.Add(line);
            else
                _output.AppendLine(line);
        }

        try
        {
            _news.Release();
        }
        catch (ObjectDisposedException)
        {
            // The last lines of a process that nobody waits for any more.
        }
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "StreamFlow.sln")))
            at = at.Parent;
        return at.FullName;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
