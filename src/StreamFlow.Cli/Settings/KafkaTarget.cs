using Microsoft.Extensions.Configuration;

namespace StreamFlow.Cli.Settings;

/// <summary>Which Kafka a command talks to.</summary>
/// <param name="Settings">Client settings by librdkafka's names; <c>bootstrap.servers</c> is among them.</param>
/// <param name="Origin">Who named it.</param>
internal sealed record KafkaTarget(IReadOnlyDictionary<string, string> Settings, TargetOrigin Origin)
{
    private const string Section = "StreamFlow:Kafka";
    private const string Address = "bootstrap.servers";

    public string BootstrapServers => Settings[Address];

    /// <summary>In this order: the option, the configuration, a <c>./streamflow broker</c> that runs; null where there is none of them.</summary>
    public static KafkaTarget? Find(string? bootstrapServers)
    {
        var configured = Configured();
        if (bootstrapServers is not null)
        {
            configured[Address] = bootstrapServers;
            return new KafkaTarget(configured, TargetOrigin.Option);
        }

        if (configured.ContainsKey(Address))
            return new KafkaTarget(configured, TargetOrigin.Configuration);
        if (RunningBroker.Find() is not { } running)
            return null;
        configured[Address] = running;
        return new KafkaTarget(configured, TargetOrigin.RunningBroker);
    }

    /// <exception cref="UsageException">There is none.</exception>
    public static KafkaTarget Require(string? bootstrapServers) => Find(bootstrapServers) ?? throw new UsageException(
        "no Kafka is configured",
        $"name one with --bootstrap-servers HOST:PORT or the setting {Section}:{Address} (appsettings.json, or {Section.Replace(":", "__", StringComparison.Ordinal)}__{Address}), or start one here: ./streamflow broker");

    // The file and the variables that jobs read as well.
    private static Dictionary<string, string> Configured() =>
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Repository.Root, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build()
            .GetSection(Section).GetChildren()
            .Where(setting => !string.IsNullOrWhiteSpace(setting.Value))
            .ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.Ordinal);
}
