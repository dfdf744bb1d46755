using Confluent.Kafka;
using StreamFlow.Connectors;
using StreamFlow.Kafka;
using StreamFlow.Kafka.Native;
using StreamFlow.Kafka.Writing;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Integration.Kafka;

/// <summary>The Kafka sink under the kit, on a real Kafka, read by Confluent's consumer of committed records.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class KafkaSinkConformanceTests(RealKafka kafka) : SinkConformance, IDisposable
{
    private readonly KafkaTestBed _bed = new(kafka);

    [KafkaTheory]
    [MemberData(nameof(Checks))]
    [MemberData(nameof(LostReplyChecks))]
    [MemberData(nameof(CommitGroupChecks))]
    public Task Holds(string check) => RunAsync(check);

    public void Dispose() => _bed.Dispose();

    protected override SinkSpec<ConformanceRow> CreateSink(string name) =>
        new KafkaSink<ConformanceRow>(name) { Key = row => row.Text, CreateTopic = new TopicCreation(2) };

    protected override async Task<IReadOnlyList<ConformanceRow>> ReadAsync(SinkSpec<ConformanceRow> sink) =>
        [.. (await _bed.CommittedAsync(sink.Name)).Select(record => ConformanceRow.FromJson(record.Value!))];

    protected override ConnectorContext CreateContext(string job, string name) => new()
    {
        Application = "conformance",
        Job = job,
        Name = name,
        Settings = section => section == "Kafka" ? _bed.Settings : new Dictionary<string, string>(),
    };

    protected override void LoseNextCommitReply(SinkCommitter committer, bool commitArrives)
    {
        var kafkaCommitter = (KafkaCommitter)committer;
        kafkaCommitter.CommitCall = commit =>
        {
            kafkaCommitter.CommitCall = later => later();
            if (commitArrives)
                Assert.Null(commit());
            return NativeError.Of(ErrorCode.Local_TimedOut);
        };
    }
}
