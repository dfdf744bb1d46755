using StreamFlow.Integration.Kafka;

namespace StreamFlow.Integration.Cli;

[Collection(RealKafkaTests.Name)]
public sealed class RealKafkaCliTests(RealKafka kafka) : CliTest
{
    [KafkaFact]
    public Task Topics_records_and_groups() => RoundTrip.CheckAsync(this, ["--bootstrap-servers", kafka.BootstrapServers]);

    [KafkaFact]
    public async Task The_cluster_has_brokers_and_a_controller()
    {
        await using var cluster = await RunAsync("cluster", "--bootstrap-servers", kafka.BootstrapServers);
        Assert.Contains("controller", cluster.Output, StringComparison.Ordinal);
        Assert.Contains(kafka.BootstrapServers.Split(',')[0], cluster.Output, StringComparison.Ordinal);
    }

    [KafkaFact]
    public async Task Groups_are_listed_and_set_back()
    {
        string[] where = ["--bootstrap-servers", kafka.BootstrapServers];
        await using var create = await RunAsync(["topics", "create", "cli-groups", "--partitions", "1", .. where]);
        await using (var produce = Start(["produce", "cli-groups", .. where]))
        {
            await produce.TypeAsync("a\nb\n");
            Assert.Equal(0, await produce.ExitCodeAsync());
        }

        await using var consume = await RunAsync(["consume", "cli-groups", "--group", "cli-group", "--max", "2", .. where]);
        await using var list = await RunAsync(["groups", "list", .. where]);
        Assert.Contains(list.Lines, line => line.StartsWith("cli-group ", StringComparison.Ordinal));
        await using var described = await RunAsync(["groups", "describe", "cli-group", .. where]);
        Assert.Contains("cli-groups  0          2       2    0", described.Output, StringComparison.Ordinal);
        await using var reset = await RunAsync(["groups", "reset", "cli-group", "--topic", "cli-groups", "--to", "1", .. where]);
        Assert.Contains("cli-groups  0          1       2    1", reset.Output, StringComparison.Ordinal);
    }
}
