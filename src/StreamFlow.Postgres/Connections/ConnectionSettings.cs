using System.Data.Common;
using System.Globalization;
using Npgsql;
using StreamFlow.Connectors;
using StreamFlow.Postgres.Tables;

namespace StreamFlow.Postgres.Connections;

/// <summary>
/// Where the database is and how to log in: what StreamFlow would choose, then the user's, then what correctness needs. The connection string leaves this type only into Npgsql:
/// it may hold a password.
/// </summary>
internal sealed class ConnectionSettings
{
    public const string DefaultSection = "Postgres";
    private const string ConnectionStringKey = "ConnectionString";
    private const string EpochTableKey = "EpochTable";
    private readonly NpgsqlConnectionStringBuilder _builder;

    private ConnectionSettings(NpgsqlConnectionStringBuilder builder, TableAddress epochTable)
    {
        _builder = builder;
        EpochTable = epochTable;
    }

    /// <summary>The table that remembers the last epoch of each job.</summary>
    public TableAddress EpochTable { get; }

    /// <summary>For messages: host, port and database.</summary>
    public string Server => $"{_builder.Host}:{_builder.Port}/{_builder.Database ?? _builder.Username}";

    public TimeSpan CommandTimeout => TimeSpan.FromSeconds(_builder.CommandTimeout);

    /// <exception cref="StreamFaultException">No address is configured, or a setting does not exist; its value is not shown.</exception>
    public static ConnectionSettings From(string section, ConnectorContext context)
    {
        var users = context.Settings(section);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Timeout = 15,
            CommandTimeout = 600,
            KeepAlive = 30,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 10,
            TcpKeepAliveInterval = 5,
        };
        if (users.FirstOrDefault(setting => IsKey(setting.Key, ConnectionStringKey)).Value is { Length: > 0 } text)
            Add(builder, section, text);
        foreach (var (key, value) in users)
        {
            // Names with a colon are the sections of other connections.
            if (!IsKey(key, ConnectionStringKey) && !IsKey(key, EpochTableKey) && !key.Contains(':', StringComparison.Ordinal))
                Set(builder, section, key, value);
        }

        if (string.IsNullOrWhiteSpace(builder.Host))
        {
            throw StreamFaultException.User(
                $"no PostgreSQL is configured{(section == DefaultSection ? "" : $" in StreamFlow:{section}")}",
                $"set StreamFlow:{section}:ConnectionString, or Host, Database, Username and Password there; in the environment StreamFlow__{section.Replace(":", "__", StringComparison.Ordinal)}__Host and so on");
        }

        // Session state (temporary tables, time-outs) is ours; errors name the row that caused them.
        builder.Pooling = false;
        builder.Enlist = false;
        builder.IncludeErrorDetail = true;
        builder.PersistSecurityInfo = false;
        var epochs = users.FirstOrDefault(setting => IsKey(setting.Key, EpochTableKey)).Value;
        return new ConnectionSettings(builder, TableAddress.Of(string.IsNullOrWhiteSpace(epochs) ? "streamflow_epochs" : epochs, null));
    }

    public NpgsqlConnection CreateConnection() => new(_builder.ConnectionString);

    public override string ToString() => Server;

    private static void Add(NpgsqlConnectionStringBuilder builder, string section, string text)
    {
        var parsed = new DbConnectionStringBuilder();
        try
        {
            parsed.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            // Without the inner exception: it may quote the text.
            throw StreamFaultException.User(
                $"StreamFlow:{section}:{ConnectionStringKey} is no connection string", "write it as Host=…;Port=…;Database=…;Username=…;Password=…, or set these one by one");
        }

        foreach (string key in parsed.Keys)
            Set(builder, section, key, Convert.ToString(parsed[key], CultureInfo.InvariantCulture) ?? "");
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string section, string key, string value)
    {
        try
        {
            builder[key] = value;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException or NotSupportedException or KeyNotFoundException)
        {
            var exists = builder.ContainsKey(key);
            throw StreamFaultException.User(
                exists ? $"the setting '{key}' in StreamFlow:{section} has a value that it cannot have" : $"there is no setting '{key}' for PostgreSQL (StreamFlow:{section})",
                "see Npgsql's connection string parameters: Host, Port, Database, Username, Password, SSL Mode, Command Timeout, …");
        }
    }

    private static bool IsKey(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
