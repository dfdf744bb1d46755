namespace StreamFlow.Integration.Cli;

/// <summary>A test of the command line, with a folder of its own for what its commands leave for one another.</summary>
public abstract class CliTest : IDisposable
{
    protected string State { get; } = Directory.CreateTempSubdirectory("streamflow-cli-").FullName;

    /// <summary>Environment variables of the commands to come.</summary>
    protected Dictionary<string, string> Variables { get; } = [];

    public void Dispose()
    {
        Directory.Delete(State, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal Task<CliProcess> RunAsync(params string[] arguments) => CliProcess.RunAsync(State, Variables, arguments);

    internal CliProcess Start(params string[] arguments) => new(State, Variables, arguments);
}
