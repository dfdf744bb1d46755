using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;

namespace StreamFlow.Integration.Kafka;

/// <summary>The script that <c>STREAMFLOW_TEST_KAFKA</c> names: starts a Kafka, ends it, and crashes it.</summary>
internal static class KafkaScript
{
    // Nodes listen on P, P+1, …, their controllers on P+100, …, and they talk to one another on P+200, ….
    private const int NodesMax = 3;
    private const int PortFirst = 20_000;

    // Below the ports that the system gives to outgoing connections.
    private const int PortEnd = 32_000;

    /// <summary>Null where the variable names an address, or nothing.</summary>
    public static string? Path => Environment.GetEnvironmentVariable(KafkaFactAttribute.Variable) is { } named && File.Exists(named) ? named : null;

    /// <returns>What it wrote on stdout.</returns>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        // The broker outlives the script and keeps its error stream, so only the output is read.
        using var process = Process.Start(new ProcessStartInfo(Path!, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Path} {arguments[0]} ended with {process.ExitCode}: {output}");
    }

    /// <summary>A port that is free together with those that its nodes take beside it.</summary>
    public static int FreePort()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        var random = new Random(Environment.ProcessId + Environment.TickCount);
        while (true)
        {
            var port = random.Next(PortFirst, PortEnd);
            if (Enumerable.Range(0, NodesMax).SelectMany(node => new[] { port + node, port + 100 + node, port + 200 + node }).All(one => !taken.Contains(one)))
                return port;
        }
    }
}
