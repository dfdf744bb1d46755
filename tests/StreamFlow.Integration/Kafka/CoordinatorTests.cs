using Confluent.Kafka;
using StreamFlow.Kafka;
using StreamFlow.Kafka.Administration;
using StreamFlow.Kafka.Embedded;

namespace StreamFlow.Integration.Kafka;

/// <summary>On a new cluster, or while a broker starts, the coordinator of a group is not there yet.</summary>
public sealed class CoordinatorTests
{
    private const short OffsetCommit = 8;
    private const short OffsetFetch = 9;
    private const short FindCoordinator = 10;

    [Theory]
    [InlineData(OffsetFetch, ErrorCode.NotCoordinatorForGroup)]
    [InlineData(OffsetFetch, ErrorCode.GroupCoordinatorNotAvailable)]
    [InlineData(OffsetFetch, ErrorCode.GroupLoadInProgress)]
    [InlineData(FindCoordinator, ErrorCode.GroupCoordinatorNotAvailable)]
    [InlineData(OffsetCommit, ErrorCode.NotCoordinatorForGroup)]
    [InlineData(OffsetCommit, ErrorCode.GroupLoadInProgress)]
    public async Task A_coordinator_that_is_not_ready_is_asked_again(short request, ErrorCode error)
    {
        await using var broker = EmbeddedBroker.Start();
        broker.CreateTopic("t", 1);
        var settings = new Dictionary<string, string> { ["bootstrap.servers"] = broker.BootstrapServers };
        using var admin = new KafkaAdmin(settings);
        await using var source = new KafkaSource<Row>("t").Open(new() { Application = "a", Job = "j", Name = "t", Settings = _ => settings });
        broker.FailNext(request, error, error);
        await source.MirrorOffsetsAsync(new Dictionary<int, long> { [0] = 0 }, default);
        broker.FailNext(request, error, error);
        Assert.Equal(0, (await admin.GetLagAsync("a.j")).Single().Committed);
    }
}
