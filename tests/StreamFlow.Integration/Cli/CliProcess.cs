using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace StreamFlow.Integration.Cli;

/// <summary><c>./streamflow</c> as a person starts it, but without the build: what the tests were built with is what runs.</summary>
internal sealed partial class CliProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, TaskCompletionSource> _awaited = [];

    /// <param name="state">The folder by which commands find a running broker; apart from those of other tests.</param>
    /// <param name="variables">Environment variables beside those of the test.</param>
    /// <param name="arguments">As typed.</param>
    public CliProcess(string state, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "streamflow"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = state,
        };
        start.Environment["STREAMFLOW_NO_BUILD"] = "1";
        start.Environment["STREAMFLOW_STATE"] = state;
        start.Environment.Remove("STREAMFLOW_HOME");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Root { get; } = FindRoot();

    public static async Task<CliProcess> RunAsync(string state, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var process = new CliProcess(state, variables, arguments);
        process._process.StandardInput.Close();
        await process.ExitCodeAsync();
        return process;
    }

    public async Task TypeAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input);
        _process.StandardInput.Close();
    }

    /// <summary>Waits until a line of its output or errors contains the text.</summary>
    public async Task SaysAsync(string text)
    {
        TaskCompletionSource? said;
        lock (_awaited)
        {
            if (Output.Contains(text, StringComparison.Ordinal) || Errors.Contains(text, StringComparison.Ordinal))
                return;
            _awaited[text] = said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            await said.Task.WaitAsync(EndTimeout);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"waited {EndTimeout.TotalSeconds} s for '{text}'; stdout: {Output}; stderr: {Errors}");
        }
    }

    public async Task<int> ExitCodeAsync()
    {
        using var limit = new CancellationTokenSource(EndTimeout);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"still running after {EndTimeout.TotalSeconds} s; stdout: {Output}; stderr: {Errors}");
        }

        return _process.ExitCode;
    }

    /// <summary>Asks it to stop, as Ctrl-C does.</summary>
    public void Stop() => _ = Kill(_process.Id, SigTerm);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Stop();
            using var limit = new CancellationTokenSource(EndTimeout);
            await _process.WaitForExitAsync(limit.Token);
        }

        _process.Dispose();
    }

    private void Add(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (_awaited)
        {
            text.Append(line).Append('\n');
            foreach (var (awaited, said) in _awaited)
            {
                if (line.Contains(awaited, StringComparison.Ordinal))
                    said.TrySetResult();
            }
        }
    }

    private string Read(StringBuilder text)
    {
        lock (_awaited)
            return text.ToString();
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "StreamFlow.sln")))
                return folder;
        }

        throw new InvalidOperationException("there is no StreamFlow.sln above " + AppContext.BaseDirectory);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
