using StreamFlow.Kafka.Clusters;

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
    /// <param name="bootstrapServers">The option's value.</param>
    /// <param name="job">The job whose own section counts as well.</param>
    public static KafkaTarget? Find(string? bootstrapServers, string? job = null)
    {
        var configured = Configured(job);
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
    public static KafkaTarget Require(string? bootstrapServers, string? job = null) => Find(bootstrapServers, job) ?? throw new UsageException(
        "no Kafka is configured",
        $"name one with --bootstrap-servers HOST:PORT or the setting {Section}:{Address} (appsettings.json, or StreamFlow__Kafka__bootstrap_servers in the environment), or start one here: ./streamflow broker");

    private static Dictionary<string, string> Configured(string? job)
    {
        var configuration = JobConfiguration.Load();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] sections = job is null ? [Section] : [Section, $"StreamFlow:Jobs:{job}:Kafka"];
        foreach (var section in sections)
        {
            var written = configuration.GetSection(section).GetChildren().Where(setting => !string.IsNullOrWhiteSpace(setting.Value));
            SettingName.AddTo(settings, written.ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.Ordinal));
        }

        return settings;
    }
}
