using System.Diagnostics;

namespace StreamFlow.Integration.Postgres;

/// <summary>The PostgreSQL of the variable <c>STREAMFLOW_TEST_POSTGRES</c>: one that runs, or one that is started here and wiped at the end.</summary>
public sealed class RealPostgres : IAsyncLifetime
{
    private string? _script;
    private string? _directory;

    public string ConnectionString { get; private set; } = "";

    /// <summary>Whether it is ours to stop.</summary>
    public bool CanRestart => _script is not null;

    public async Task InitializeAsync()
    {
        var named = Environment.GetEnvironmentVariable(PostgresFactAttribute.Variable);
        if (string.IsNullOrEmpty(named))
            return;
        if (!File.Exists(named))
        {
            ConnectionString = named;
            return;
        }

        _script = named;
        _directory = Directory.CreateTempSubdirectory("streamflow-postgres-").FullName;
        ConnectionString = (await RunAsync("up", "--dir", _directory)).Trim().Split('\n')[^1].Trim();
    }

    /// <summary>Stops the server, as a crash would or in good order, and starts it again.</summary>
    public Task RestartAsync(bool crash) => RunAsync(["restart", "--dir", _directory!, .. crash ? ["--crash"] : Array.Empty<string>()]);

    public async Task DisposeAsync()
    {
        if (_script is not null)
            await RunAsync("wipe", "--dir", _directory!);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        // The server outlives the script and keeps its error stream, so only the output is read.
        using var process = Process.Start(new ProcessStartInfo(_script!, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{_script} {arguments[0]} ended with {process.ExitCode}: {output}");
    }
}

[CollectionDefinition(Name)]
public sealed class RealPostgresTests : ICollectionFixture<RealPostgres>
{
    public const string Name = "real PostgreSQL";
}
