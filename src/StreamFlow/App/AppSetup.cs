using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StreamFlow.Configuration;
using StreamFlow.Definition;

namespace StreamFlow.App;

/// <summary>What a run stands on: configuration, options and the job itself. No host is built: that would take longer than the rest of the start.</summary>
internal sealed class AppSetup : IDisposable
{
    private AppSetup(IConfiguration configuration, StreamJobOptions options, string name)
    {
        Configuration = configuration;
        Options = options;
        Name = name;
    }

    public IConfiguration Configuration { get; }

    public StreamJobOptions Options { get; }

    public string Name { get; }

    public static AppSetup Load(Type job, RunArguments arguments)
    {
        var root = ContentRoot.Find();
        KeyValuePair<string, string?>[] typed =
            arguments.BootstrapServers is null ? [] : [new($"{OptionsBinder.Section}:Kafka:bootstrap.servers", arguments.BootstrapServers)];
        var configuration = ConfigurationSources.Load(root, typed);
        var name = JobNames.Of(job);
        var options = new StreamJobOptions();
        OptionsBinder.Bind(options, configuration, name, root);
        arguments.ApplyTo(options);
        options.Loggers = new StderrLoggerFactory(arguments.IsVerbose ? LogLevel.Debug : LogLevel.Warning, options.Time);
        return new AppSetup(configuration, options, name);
    }

    /// <summary>The job; what its constructor asks for is the configuration, a logger or the clock.</summary>
    public IStreamJob CreateJob(Type job)
    {
        if (job.GetConstructor([]) is not null)
            return (IStreamJob)Activator.CreateInstance(job)!;
        var services = new ServiceCollection().AddSingleton(Configuration).AddSingleton(Options.Time).AddSingleton(Options.Loggers);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        try
        {
            return (IStreamJob)ActivatorUtilities.CreateInstance(services.BuildServiceProvider(), job);
        }
        catch (InvalidOperationException error)
        {
            throw StreamFaultException.User(
                $"the job class {job.Name} cannot be made: {error.Message}", "take configuration, loggers and the clock only, or run the job in a host with AddStreamFlow()", inner: error);
        }
    }

    public JobEnvironment Environment() => JobEnvironment.Of(Options);

    public void Dispose() => Options.Loggers.Dispose();
}
