using System.Diagnostics;
using System.Text.Json;

namespace StreamFlow.Benchmarks.Restart;

/// <summary>The executable of <c>iot-data-processing</c>, and the rows of the epochs that it says it has committed.</summary>
internal sealed class JobProcess : IDisposable
{
    private readonly Process _process;
    private readonly SemaphoreSlim _news = new(0);
    private long _rows;

    public JobProcess(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(Root, "jobs", "IotDataProcessing", "bin", "Release", "net10.0", "IotDataProcessing.dll"), .. arguments]) { RedirectStandardError = true };
        start.Environment["STREAMFLOW_HOME"] = Root;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginErrorReadLine();
    }

    private static string Root { get; } = FindRoot();

    /// <summary>Returns once it has committed so many rows.</summary>
    public async Task RowsAsync(long rows, TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        while (Volatile.Read(ref _rows) < rows)
            await _news.WaitAsync(end.Token);
    }

    /// <summary>SIGKILL.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _news.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        if (!line.StartsWith('{'))
        {
            Console.Error.WriteLine(line);
            return;
        }

        using var progress = JsonDocument.Parse(line);
        Interlocked.Add(ref _rows, progress.RootElement.GetProperty("rowsIn").GetInt64());
        _news.Release();
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "StreamFlow.sln")))
            at = at.Parent;
        return at.FullName;
    }
}
