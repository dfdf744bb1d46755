using StreamFlow.Integration.Kafka;

namespace StreamFlow.Integration.Cli;

[Collection(RealKafkaTests.Name)]
public sealed class RealKafkaCliTests(RealKafka kafka) : CliTest
{
    [KafkaFact]
    public Task Topics_records_and_groups() => RoundTrip.CheckAsync(this, ["--bootstrap-servers", kafka.BootstrapServers]);

    [KafkaFact]
    public async Task Three_terminals()
    {
        string[] where = ["--bootstrap-servers", kafka.BootstrapServers];
        await using (var create = await RunAsync(["topics", "create", "cli-avg", "--partitions", "2", .. where]))
            Assert.Equal(0, await create.ExitCodeAsync());

        await using var producer = Start(["run", "iot-producer", "--set", "Topic=cli-iot", "--checkpoint", Path.Combine(State, "producer"), .. where]);
        await producer.SaysAsync("epoch 1 ");
        await using var job = Start(
            ["run", "iot-data-processing", "--set", "Source=cli-iot", "--set", "Sink=cli-avg", "--checkpoint", Path.Combine(State, "job"), .. where]);
        await using var consumer = await RunAsync(["consume", "cli-avg", "--max", "5", .. where]);

        Assert.Equal(5, consumer.Lines.Count);
        Assert.All(consumer.Lines, AverageRow.Check);
        producer.Stop();
        job.Stop();
        Assert.True(await producer.ExitCodeAsync() == 0, producer.Errors);
        Assert.True(await job.ExitCodeAsync() == 0, job.Errors);
    }

    [KafkaFact]
    public async Task A_job_says_how_to_make_the_topic_that_is_not_there()
    {
        await using var run = await RunAsync(
            "run", "iot-fahrenheit", "--set", "Source=cli-nowhere", "--checkpoint", Path.Combine(State, "job"), "--bootstrap-servers", kafka.BootstrapServers);
        Assert.Equal(1, await run.ExitCodeAsync());
        Assert.Contains("./streamflow topics create", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

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
