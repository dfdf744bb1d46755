using StreamFlow.Kafka;
using StreamFlow.Kafka.Administration;
using StreamFlow.Kafka.Embedded;

namespace StreamFlow.Tests.Kafka;

public sealed class EmbeddedBrokerTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public async Task Lines_go_in_and_come_out(int? port)
    {
        await using var broker = EmbeddedBroker.Start(port);
        broker.CreateTopic("lines", 2);
        var settings = Settings(broker);
        var console = new KafkaConsole(settings);

        Assert.Equal(3, await console.ProduceLinesAsync("lines", new StringReader("a:1\nb:2\nc"), ":"));
        var records = await console.ConsumeAsync("lines", new ConsumeOptions { Follow = false }).ToListAsync();

        Assert.Equal(["1", "2", "c"], records.Select(r => r.Value).Order());
        Assert.Equal(["a", "b", null], records.OrderBy(r => r.Value).Select(r => r.Key));
    }

    [Fact]
    public async Task Topics_are_made_described_and_deleted_through_the_port()
    {
        await using var broker = EmbeddedBroker.Start(0);
        using var admin = new KafkaAdmin(Settings(broker));

        await admin.CreateTopicAsync("made", 3);
        var topic = await admin.DescribeTopicAsync("made");
        Assert.Equal(3, topic.Partitions.Count);
        Assert.All(topic.Partitions, p => Assert.Equal((0, 0), (p.Earliest, p.End)));
        Assert.Contains(await admin.ListTopicsAsync(), t => t is { Name: "made", Partitions: 3 });
        var again = await Assert.ThrowsAsync<StreamFaultException>(() => admin.CreateTopicAsync("made", 3));
        Assert.Contains("exists already", again.Message, StringComparison.Ordinal);

        await admin.DeleteTopicAsync("made");
        var gone = await Assert.ThrowsAsync<StreamFaultException>(() => admin.DescribeTopicAsync("made"));
        Assert.Contains("topics create made", gone.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_says_that_it_is_embedded()
    {
        await using var broker = EmbeddedBroker.Start(0);
        using var admin = new KafkaAdmin(Settings(broker));
        var cluster = await admin.DescribeClusterAsync();
        Assert.True(cluster.IsEmbedded);
        Assert.Equal(broker.BootstrapServers, $"{cluster.Brokers[0].Host}:{cluster.Brokers[0].Port}");
    }

    [Fact]
    public async Task Taken_port_is_a_users_fault()
    {
        await using var first = EmbeddedBroker.Start(0);
        var port = int.Parse(first.BootstrapServers.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        var fault = Assert.Throws<StreamFaultException>(() => EmbeddedBroker.Start(port));
        Assert.Equal(FaultOrigin.User, fault.Origin);
    }

    [Fact]
    public void No_address_is_a_users_fault_with_the_ways_out()
    {
        var fault = Assert.Throws<StreamFaultException>(() => new KafkaAdmin(new Dictionary<string, string>()));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains("--bootstrap-servers", fault.WayOut, StringComparison.Ordinal);
        Assert.Contains("./streamflow broker", fault.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreachable_broker_is_an_external_fault_that_names_the_address()
    {
        using var admin = new KafkaAdmin(new Dictionary<string, string> { ["bootstrap.servers"] = "127.0.0.1:1" }, timeout: TimeSpan.FromSeconds(1));
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => admin.ListTopicsAsync());
        Assert.Equal(FaultOrigin.External, fault.Origin);
        Assert.Contains("127.0.0.1:1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_setting_is_refused_and_a_secret_value_is_not_printed()
    {
        var unknown = Assert.Throws<StreamFaultException>(() => new KafkaAdmin(new Dictionary<string, string> { ["bootstrap.servers"] = "x:1", ["no.such"] = "hunter2" }));
        Assert.Contains("no.such", unknown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", unknown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", new KafkaCluster("x") { Settings = new Dictionary<string, string> { ["sasl.password"] = "hunter2" } }.ToString(), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Settings(EmbeddedBroker broker) => new() { ["bootstrap.servers"] = broker.BootstrapServers };
}
