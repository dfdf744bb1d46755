using StreamFlow.Kafka;
using StreamFlow.Kafka.Native;
using static StreamFlow.Integration.Kafka.KafkaTestBed;

namespace StreamFlow.Integration.Kafka;

[Collection(RealKafkaTests.Name)]
public sealed class KafkaSinkTests(RealKafka kafka) : IDisposable
{
    private readonly KafkaTestBed _bed = new(kafka);

    public void Dispose() => _bed.Dispose();

    [KafkaFact]
    public async Task Rows_are_seen_once_committed_and_the_marker_survives_a_restart()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync(2));
        var (committer, marker) = await _bed.OpenAsync(sink, 1);
        Assert.Equal(SinkMarker.None, marker);
        Assert.Null(committer.WhyOnlyAtLeastOnce);
        await committer.SetMarkerAsync(EpochNumber.None, default);
        using (var writer = sink.OpenWriter(committer, KeyedSchema))
        {
            await committer.BeginAsync(new EpochNumber(1), default);
            writer.Write(Rows(KeyedSchema, [new Row(1, "a"), new Row(2, "b"), new Row(3, null)]));
            await committer.StageAsync(new EpochNumber(1), default);
            Assert.Empty(await _bed.CommittedAsync(sink.Topic));
            await committer.CommitAsync(new EpochNumber(1), default);
            Assert.Equal(3, (await _bed.CommittedAsync(sink.Topic)).Count);
            await WriteAsync(committer, writer, 2, KeyedSchema, [new Row(4, "a")]);
            await WriteAsync(committer, writer, 3, KeyedSchema, []);
        }

        await committer.DisposeAsync();

        var (again, found) = await _bed.OpenAsync(sink, 2);
        await using var _ = again;
        Assert.Equal(SinkMarker.At(new EpochNumber(3)), found);
        // A replay of what is held writes nothing.
        using var replay = sink.OpenWriter(again, KeyedSchema);
        await WriteAsync(again, replay, 3, KeyedSchema, [new Row(99, "a")]);
        await WriteAsync(again, replay, 4, KeyedSchema, [new Row(5, "a")]);
        var records = await _bed.CommittedAsync(sink.Topic);
        Assert.Equal([1, 2, 3, 4, 5], records.Select(r => Id(r.Value)).Order());
        Assert.Equal(["a", "a", "a"], records.Where(r => r.Key == "a").Select(r => r.Key));
        Assert.Single(records.Where(r => r.Key == "a").Select(r => r.Partition).Distinct());
    }

    [KafkaFact]
    public async Task Marker_of_a_sink_without_rows_is_kept()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync());
        var (committer, _) = await _bed.OpenAsync(sink, 1);
        await committer.SetMarkerAsync(EpochNumber.None, default);
        await committer.DisposeAsync();
        var (again, marker) = await _bed.OpenAsync(sink, 2);
        await using var _ = again;
        Assert.Equal(SinkMarker.At(EpochNumber.None), marker);
    }

    [KafkaFact]
    public async Task Older_generation_is_fenced()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync());
        var (old, _) = await _bed.OpenAsync(sink, 1);
        await using var oldDisposal = old;
        using var oldWriter = sink.OpenWriter(old, Schema);
        await old.BeginAsync(new EpochNumber(1), default);
        oldWriter.Write(Rows(Schema, [new Row(1, "old")]));
        await old.StageAsync(new EpochNumber(1), default);

        var (young, marker) = await _bed.OpenAsync(sink, 2);
        await using var _ = young;
        Assert.Equal(SinkMarker.None, marker);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => old.CommitAsync(new EpochNumber(1), default));
        Assert.Contains("taken over", fault.Message, StringComparison.Ordinal);
        Assert.Equal(FaultOrigin.User, fault.Origin);

        using var writer = sink.OpenWriter(young, Schema);
        await WriteAsync(young, writer, 1, Schema, [new Row(2, "young")]);
        Assert.Equal([2], (await _bed.CommittedAsync(sink.Topic)).Select(r => Id(r.Value)));
    }

    [KafkaFact]
    public async Task Woken_instance_in_doubt_does_not_fence_its_successor()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync());
        var (old, _) = await _bed.OpenAsync(sink, 1);
        await using var oldDisposal = old;
        using var oldWriter = sink.OpenWriter(old, Schema);
        await old.BeginAsync(new EpochNumber(1), default);
        oldWriter.Write(Rows(Schema, [new Row(1, "old")]));
        await old.StageAsync(new EpochNumber(1), default);
        var (young, _) = await _bed.OpenAsync(sink, 2);
        await using var youngDisposal = young;
        old.CommitCall = _ => NativeError.Of(Confluent.Kafka.ErrorCode.Local_TimedOut);

        await Assert.ThrowsAsync<StreamFaultException>(() => old.CommitAsync(new EpochNumber(1), default));

        using var writer = sink.OpenWriter(young, Schema);
        await WriteAsync(young, writer, 1, Schema, [new Row(2, "young")]);
        Assert.Equal([2], (await _bed.CommittedAsync(sink.Topic)).Select(r => Id(r.Value)));
    }

    [KafkaFact]
    public async Task Older_generation_may_not_open_after_a_newer_one()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync());
        var (young, _) = await _bed.OpenAsync(sink, 5);
        await young.DisposeAsync();
        await Assert.ThrowsAsync<StreamFaultException>(() => _bed.OpenAsync(sink, 4));
    }

    [KafkaFact]
    public async Task Lost_answer_of_a_commit_that_did_not_happen_sends_the_rows_again()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync(3));
        var (committer, _) = await _bed.OpenAsync(sink, 1);
        await using var _ = committer;
        using var writer = sink.OpenWriter(committer, KeyedSchema);
        await WriteAsync(committer, writer, 1, KeyedSchema, [new Row(1, "a")]);
        var calls = 0;
        committer.CommitCall = commit => ++calls == 1 ? NativeError.Of(Confluent.Kafka.ErrorCode.Local_TimedOut) : commit();
        await WriteAsync(committer, writer, 2, KeyedSchema, Enumerable.Range(2, 5000).Select(i => new Row(i, $"k{i}")));
        Assert.Equal(2, calls);
        await WriteAsync(committer, writer, 3, KeyedSchema, [new Row(5002, "a")]);
        Assert.Equal(Enumerable.Range(1, 5002).Select(i => (long)i), (await _bed.CommittedAsync(sink.Topic)).Select(r => Id(r.Value)).Order());
    }

    [KafkaFact]
    public async Task Lost_answer_of_a_commit_that_did_happen_sends_nothing_again()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync());
        var (committer, _) = await _bed.OpenAsync(sink, 1);
        await using var _ = committer;
        using var writer = sink.OpenWriter(committer, Schema);
        var calls = 0;
        committer.CommitCall = commit =>
        {
            calls++;
            return commit() ?? (calls == 1 ? NativeError.Of(Confluent.Kafka.ErrorCode.Local_TimedOut) : null);
        };
        await WriteAsync(committer, writer, 1, Schema, [new Row(1, "a"), new Row(2, "b")]);
        Assert.Equal(1, calls);
        await WriteAsync(committer, writer, 2, Schema, [new Row(3, "c")]);
        Assert.Equal([1, 2, 3], (await _bed.CommittedAsync(sink.Topic)).Select(r => Id(r.Value)));
    }

    [KafkaFact]
    public async Task Aborted_rows_are_not_seen_and_the_epoch_can_be_written_again()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync());
        var (committer, _) = await _bed.OpenAsync(sink, 1);
        await using var _ = committer;
        using var writer = sink.OpenWriter(committer, Schema);
        await committer.BeginAsync(new EpochNumber(1), default);
        writer.Write(Rows(Schema, Enumerable.Range(0, 1000).Select(i => new Row(i, "aborted"))));
        await committer.AbortAsync(default);
        await WriteAsync(committer, writer, 1, Schema, [new Row(7, "again")]);
        Assert.Equal([7], (await _bed.CommittedAsync(sink.Topic)).Select(r => Id(r.Value)));
    }

    [KafkaFact]
    public async Task At_least_once_sends_at_once()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync());
        var (committer, marker) = await _bed.OpenAsync(sink, 1, _bed.Context(sink.Name, ProcessingGuarantee.AtLeastOnce));
        await using var _ = committer;
        Assert.Equal(SinkMarker.NotTracked, marker);
        using var writer = sink.OpenWriter(committer, Schema);
        await committer.BeginAsync(new EpochNumber(1), default);
        writer.Write(Rows(Schema, [new Row(1, "a")]));
        await committer.StageAsync(new EpochNumber(1), default);
        Assert.Single(await _bed.CommittedAsync(sink.Topic));
    }

    [KafkaFact]
    public async Task Unknown_topic_is_a_users_fault_with_the_command_and_can_be_made_on_request()
    {
        var topic = $"missing-{Guid.NewGuid():N}";
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => _bed.OpenAsync(new KafkaSink<Row>(topic), 1));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains($"topics create {topic}", fault.WayOut, StringComparison.Ordinal);

        var (committer, _) = await _bed.OpenAsync(new KafkaSink<Row>(topic) { CreateTopic = new TopicCreation(3) }, 1);
        await committer.DisposeAsync();
        Assert.Equal(3, (await _bed.Admin.DescribeTopicAsync(topic)).Partitions.Count);
    }

    [KafkaFact]
    public async Task Record_that_is_too_large_is_a_users_fault()
    {
        var sink = new KafkaSink<Row>(await _bed.TopicAsync());
        var (committer, _) = await _bed.OpenAsync(sink, 1);
        await using var _ = committer;
        using var writer = sink.OpenWriter(committer, Schema);
        await committer.BeginAsync(new EpochNumber(1), default);
        var fault = Assert.Throws<StreamFaultException>(() => writer.Write(Rows(Schema, [new Row(1, new string('x', 2_000_000))])));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        await committer.AbortAsync(default);
        await WriteAsync(committer, writer, 1, Schema, [new Row(1, "small")]);
    }

    [KafkaFact]
    public async Task Two_sinks_share_a_transaction()
    {
        var first = new KafkaSink<Row>(await _bed.TopicAsync());
        var second = new KafkaSink<Row>(await _bed.TopicAsync());
        Assert.Equal(first.CommitGroup, second.CommitGroup);
        var (committer, _) = await _bed.OpenAsync(first, 1);
        await using var _ = committer;
        using var one = first.OpenWriter(committer, Schema);
        using var two = second.OpenWriter(committer, Schema);
        await committer.BeginAsync(new EpochNumber(1), default);
        one.Write(Rows(Schema, [new Row(1, "a")]));
        two.Write(Rows(Schema, [new Row(2, "a")]));
        await committer.StageAsync(new EpochNumber(1), default);
        Assert.Empty(await _bed.CommittedAsync(second.Topic));
        await committer.CommitAsync(new EpochNumber(1), default);
        Assert.Single(await _bed.CommittedAsync(first.Topic));
        Assert.Single(await _bed.CommittedAsync(second.Topic));
    }

    private static long Id(string? json) => System.Text.Json.JsonDocument.Parse(json!).RootElement.GetProperty("id").GetInt64();
}
