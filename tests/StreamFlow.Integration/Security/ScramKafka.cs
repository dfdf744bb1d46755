using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StreamFlow.Integration.Kafka;

namespace StreamFlow.Integration.Security;

/// <summary>A Kafka that lets nobody in without user and password (SASL/SCRAM-SHA-256); wiped at the end.</summary>
public sealed class ScramKafka : IAsyncLifetime
{
    public const string User = "app";
    public const string Password = "app-secret";

    private readonly string? _script = Environment.GetEnvironmentVariable(KafkaFactAttribute.Variable) is { Length: > 0 } named && File.Exists(named) ? named : null;
    private readonly string _directory = Directory.CreateTempSubdirectory("streamflow-scram-").FullName;

    public string BootstrapServers { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (_script is not null)
            BootstrapServers = (await RunAsync("up", "--auth", "scram", "--port", FreePort(), "--dir", _directory)).Trim().Split('\n')[^1].Trim();
    }

    public async Task DisposeAsync()
    {
        if (_script is not null)
            await RunAsync("wipe", "--dir", _directory);
        else
            Directory.Delete(_directory);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(_script!, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{_script} {arguments[0]} ended with {process.ExitCode}: {output}");
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
