using Npgsql;
using StreamFlow.Integration.Crashes.Proxies;
using StreamFlow.Integration.Pipelines;
using StreamFlow.Integration.Postgres;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Integration.Crashes;

/// <summary>What many runs stand on: servers to be crashed, one topic of readings that all of them process, and what comes of it.</summary>
internal sealed class CrashBed : IAsyncDisposable
{
    /// <summary>The readings that all jobs process.</summary>
    public const string InputTopic = "iot";

    private const int WindowMs = 1_000;
    private const int Partitions = 2;
    private const int ReadingCount = 30_000;

    /// <summary>Whether there is a script that starts a PostgreSQL: one that runs is not ours to crash.</summary>
    public static bool IsPostgresThere => File.Exists(Environment.GetEnvironmentVariable(PostgresFactAttribute.Variable));

    private CrashBed(KafkaNodes kafka, RealPostgres? postgres, List<List<SensorReading>> input)
    {
        Kafka = kafka;
        Postgres = postgres;
        PostgresProxy = postgres is null ? null : new PostgresCommitProxy(new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Port);
        Averages = AverageRow.Expected(input, WindowMs);
        Readings = WarehouseRow.Expected(input);
    }

    public KafkaNodes Kafka { get; }

    /// <summary>Null where no script starts one: then no run has a table.</summary>
    public RealPostgres? Postgres { get; }

    /// <summary>In front of <see cref="Postgres"/>.</summary>
    public PostgresCommitProxy? PostgresProxy { get; }

    /// <summary>What the jobs connect by: through the proxy, and they do not wait long for what is lost in silence.</summary>
    public string PostgresConnection =>
        new NpgsqlConnectionStringBuilder(Postgres!.ConnectionString) { Port = PostgresProxy!.Port, CommandTimeout = 10 }.ConnectionString;

    /// <summary>What <c>iot-data-processing</c> is to make of the input, in LINQ's words.</summary>
    public List<AverageRow> Averages { get; }

    /// <summary>What <c>iot-to-warehouse</c> is to make of it.</summary>
    public List<WarehouseRow> Readings { get; }

    /// <param name="nodes">Of Kafka: 1 or 3.</param>
    /// <param name="seed">Of the readings.</param>
    public static async Task<CrashBed> StartAsync(int nodes, int seed)
    {
        var kafka = await KafkaNodes.StartAsync(nodes);
        var postgres = IsPostgresThere ? new RealPostgres() : null;
        try
        {
            await (postgres?.InitializeAsync() ?? Task.CompletedTask);
            await CreateTopicAsync(kafka, InputTopic);
            using var input = new SensorTopic(kafka.BootstrapServers, InputTopic, Partitions, seed);
            input.Generate(ReadingCount);
            input.Close();
            return new CrashBed(kafka, postgres, input.Written);
        }
        catch
        {
            await kafka.DisposeAsync();
            await (postgres?.DisposeAsync() ?? Task.CompletedTask);
            throw;
        }
    }

    /// <summary>A job with fresh sinks.</summary>
    /// <param name="run">The run's name, in the names of its sinks.</param>
    /// <param name="directory">The run's directory.</param>
    /// <param name="needsTable">Whether the job has to have a table.</param>
    /// <param name="chance">Picks the job.</param>
    public async Task<CrashedJob> NewJobAsync(string run, string directory, bool needsTable, Random chance)
    {
        var topic = $"out-{run}";
        await CreateTopicAsync(Kafka, topic);
        var hasTable = chance.Next(3) > 0;
        if (Postgres is null || (!hasTable && !needsTable))
            return new AveragesJob(this) { Topic = topic };
        return new WarehouseJob(this)
        {
            Topic = topic,
            Table = $"r_{run.Replace('-', '_')}",
            Files = Path.Combine(directory, "files"),
            RollAge = ((string[])["00:00:00", "00:00:00.1", "01:00:00"])[chance.Next(3)],
        };
    }

    /// <summary>For the oracle: not through the proxy.</summary>
    public NpgsqlDataSource OpenPostgres() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Postgres!.ConnectionString) { Pooling = false }.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        if (Postgres is not null)
        {
            await PostgresProxy!.DisposeAsync();
            await Postgres.DisposeAsync();
        }

        await Kafka.DisposeAsync();
    }

    private static async Task CreateTopicAsync(KafkaNodes kafka, string topic)
    {
        using var admin = new KafkaAdmin(new Dictionary<string, string> { ["bootstrap.servers"] = kafka.BootstrapServers });
        await admin.CreateTopicAsync(topic, Partitions);
    }
}
