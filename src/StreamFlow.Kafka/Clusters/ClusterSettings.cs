using StreamFlow.Connectors;

namespace StreamFlow.Kafka.Clusters;

/// <summary>The settings of one cluster, put together: what StreamFlow would choose, then the user's, then what correctness needs.</summary>
internal sealed class ClusterSettings
{
    private readonly IReadOnlyDictionary<string, string> _users;

    private ClusterSettings(string cluster, IReadOnlyDictionary<string, string> users, string bootstrapServers)
    {
        Cluster = cluster;
        _users = users;
        BootstrapServers = bootstrapServers;
    }

    public string Cluster { get; }

    public string BootstrapServers { get; }

    /// <exception cref="StreamFaultException">No address is configured.</exception>
    public static ClusterSettings From(KafkaCluster cluster, ConnectorContext context)
    {
        var users = new Dictionary<string, string>(StringComparer.Ordinal);
        SettingName.AddTo(users, context.Settings(cluster.Section));
        SettingName.AddTo(users, cluster.Settings);
        return From(cluster.Name, users, cluster.Section);
    }

    /// <exception cref="StreamFaultException">No address is configured.</exception>
    public static ClusterSettings From(string cluster, IReadOnlyDictionary<string, string> settings, string section = "Kafka")
    {
        var users = new Dictionary<string, string>(StringComparer.Ordinal);
        SettingName.AddTo(users, settings);
        if (!users.TryGetValue("bootstrap.servers", out var servers) || string.IsNullOrWhiteSpace(servers))
        {
            throw StreamFaultException.User(
                $"no Kafka is configured{(section == "Kafka" ? "" : $" for the cluster '{cluster}'")}",
                $"name a broker with --bootstrap-servers HOST:PORT or the setting StreamFlow:{section}:bootstrap.servers, or start one here: ./streamflow broker");
        }

        return new ClusterSettings(cluster, users, servers);
    }

    /// <summary>A client's settings.</summary>
    /// <param name="defaults">What StreamFlow chooses where the user does not.</param>
    /// <param name="required">What correctness needs; a user's other value is an error, not silently dropped.</param>
    public Dictionary<string, string> With(IReadOnlyDictionary<string, string> defaults, IReadOnlyDictionary<string, string> required)
    {
        var all = new Dictionary<string, string>(defaults, StringComparer.Ordinal);
        foreach (var (name, value) in _users)
            all[name] = value;
        foreach (var (name, value) in required)
        {
            if (_users.TryGetValue(name, out var users) && !string.Equals(users, value, StringComparison.OrdinalIgnoreCase))
            {
                throw StreamFaultException.User(
                    $"the Kafka setting '{name}' cannot be changed: StreamFlow's guarantees need {value}",
                    $"remove {name} from the settings of the cluster '{Cluster}'");
            }

            all[name] = value;
        }

        return all;
    }

    public int Milliseconds(string name, int fallback) =>
        _users.TryGetValue(name, out var text) && int.TryParse(text, out var value) ? value : fallback;
}
