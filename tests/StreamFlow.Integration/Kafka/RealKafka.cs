using System.Globalization;

namespace StreamFlow.Integration.Kafka;

/// <summary>The Kafka of the variable <c>STREAMFLOW_TEST_KAFKA</c>: one that runs, or one that is started here and wiped at the end.</summary>
public sealed class RealKafka : IAsyncLifetime
{
    private string? _directory;

    public string BootstrapServers { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (KafkaScript.Path is null)
        {
            BootstrapServers = Environment.GetEnvironmentVariable(KafkaFactAttribute.Variable) ?? "";
            return;
        }

        _directory = Directory.CreateTempSubdirectory("streamflow-kafka-").FullName;
        var port = KafkaScript.FreePort().ToString(CultureInfo.InvariantCulture);
        BootstrapServers = (await KafkaScript.RunAsync("up", "--port", port, "--dir", _directory)).Trim().Split('\n')[^1].Trim();
    }

    public async Task DisposeAsync()
    {
        if (_directory is not null)
            await KafkaScript.RunAsync("wipe", "--dir", _directory);
    }
}

[CollectionDefinition(Name)]
public sealed class RealKafkaTests : ICollectionFixture<RealKafka>
{
    public const string Name = "real Kafka";
}
