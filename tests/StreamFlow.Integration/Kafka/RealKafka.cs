using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StreamFlow.Integration.Kafka;

/// <summary>The Kafka of the variable <c>STREAMFLOW_TEST_KAFKA</c>: one that runs, or one that is started here and wiped at the end.</summary>
public sealed class RealKafka : IAsyncLifetime
{
    private string? _script;
    private string? _directory;

    public string BootstrapServers { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var named = Environment.GetEnvironmentVariable(KafkaFactAttribute.Variable);
        if (string.IsNullOrEmpty(named))
            return;
        if (!File.Exists(named))
        {
            BootstrapServers = named;
            return;
        }

        _script = named;
        _directory = Directory.CreateTempSubdirectory("streamflow-kafka-").FullName;
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        BootstrapServers = (await RunAsync("up", "--port", port, "--dir", _directory)).Trim().Split('\n')[^1].Trim();
    }

    public async Task DisposeAsync()
    {
        if (_script is not null)
            await RunAsync("wipe", "--dir", _directory!);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        // The broker outlives the script and keeps its error stream, so only the output is read.
        using var process = Process.Start(new ProcessStartInfo(_script!, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{_script} {arguments[0]} ended with {process.ExitCode}: {output}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[CollectionDefinition(Name)]
public sealed class RealKafkaTests : ICollectionFixture<RealKafka>
{
    public const string Name = "real Kafka";
}
