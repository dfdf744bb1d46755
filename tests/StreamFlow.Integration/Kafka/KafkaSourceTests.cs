using System.Text;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Kafka;
using static StreamFlow.Integration.Kafka.KafkaTestBed;

namespace StreamFlow.Integration.Kafka;

[Collection(RealKafkaTests.Name)]
public sealed class KafkaSourceTests(RealKafka kafka) : IDisposable
{
    private readonly KafkaTestBed _bed = new(kafka);

    public void Dispose() => _bed.Dispose();

    [KafkaFact]
    public async Task Ranges_end_exactly_over_several_epochs_and_partitions_and_can_be_read_again()
    {
        var topic = await _bed.TopicAsync(3);
        await _bed.ProduceAsync(topic, Enumerable.Range(0, 30_000).Select(i => $"k{i}|{{\"id\":{i}}}"), "|");
        await using var source = new KafkaSource<Row>(topic).Open(_bed.Context(topic));
        var bounds = await source.GetBoundsAsync(default);
        Assert.Equal(30_000, bounds.Sum(b => b.End - b.Earliest));
        using var reader = source.OpenReader(new SourceReaderOptions(Schema) { RowsMax = 1000 });

        var seen = new List<(int Partition, long Offset, long Id)>();
        var from = bounds.ToDictionary(b => b.Partition, b => b.Earliest);
        for (var epoch = 1; from.Any(f => f.Value < bounds[f.Key].End); epoch++)
        {
            // Of different lengths, so that partitions finish at different times and run ahead.
            var ranges = bounds.Select(b => new PartitionAssignment(b.Partition, from[b.Partition], Math.Min(b.End, from[b.Partition] + (b.Partition == 0 ? 37 : 2501)))).ToList();
            if (epoch > 6)
                ranges = [.. bounds.Select(b => new PartitionAssignment(b.Partition, from[b.Partition], b.End))];
            seen.AddRange(Read(reader, Schema, ranges));
            foreach (var range in ranges)
                from[range.Partition] = range.To;
        }

        Assert.Equal(Enumerable.Range(0, 30_000).Select(i => (long)i), seen.Select(r => r.Id).Order());
        foreach (var partition in seen.GroupBy(r => r.Partition))
            Assert.Equal(partition.Select(r => r.Offset).Order(), partition.Select(r => r.Offset));

        // Back, as after an abort; one partition goes on where it is.
        var back = Read(reader, Schema, [new PartitionAssignment(1, 100, 300), new PartitionAssignment(2, 5, 6)]);
        Assert.Equal(201, back.Count);
        Assert.Equal(seen.Where(r => r is { Partition: 1, Offset: >= 100 and < 300 }).Select(r => r.Id), back.Where(r => r.Partition == 1).Select(r => r.Id));
    }

    [KafkaFact]
    public async Task A_compacted_topic_has_to_be_declared_where_it_would_be_replayed()
    {
        var topic = await _bed.TopicAsync(settings: new() { ["cleanup.policy"] = "compact,delete" });
        await using var undeclared = new KafkaSource<Row>(topic).Open(_bed.Context(topic));
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => undeclared.GetBoundsAsync(default));
        Assert.Contains($"topic '{topic}' is compacted (cleanup.policy=compact,delete)", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("Compacted = true", fault.WayOut, StringComparison.Ordinal);

        var declared = new KafkaSource<Row>(topic) { Compacted = true };
        Assert.False(declared.IsReplayable);
        await using var source = declared.Open(_bed.Context(topic));
        Assert.Single(await source.GetBoundsAsync(default));
        await using var atLeastOnce = new KafkaSource<Row>(topic).Open(_bed.Context(topic, ProcessingGuarantee.AtLeastOnce));
        Assert.Single(await atLeastOnce.GetBoundsAsync(default));
    }

    [KafkaFact]
    public async Task Aborted_rows_and_markers_are_gaps_and_open_transactions_end_the_source()
    {
        var topic = await _bed.TopicAsync();
        var sink = new KafkaSink<Row>(topic);
        var (committer, _) = await _bed.OpenAsync(sink, 1);
        await using var _ = committer;
        using var writer = sink.OpenWriter(committer, Schema);
        await WriteAsync(committer, writer, 1, Schema, [new Row(1, "a"), new Row(2, "b")]);
        await committer.BeginAsync(new EpochNumber(2), default);
        writer.Write(Rows(Schema, [new Row(100, "aborted")]));
        await committer.StageAsync(new EpochNumber(2), default);
        await committer.AbortAsync(default);

        await using var source = new KafkaSource<Row>(topic).Open(_bed.Context(topic));
        using var reader = source.OpenReader(new SourceReaderOptions(Schema));
        var bounds = (await source.GetBoundsAsync(default))[0];
        // Two rows, a marker, an aborted row, a marker.
        Assert.Equal(5, bounds.End);
        Assert.Equal([1, 2], Read(reader, Schema, [new PartitionAssignment(0, 0, bounds.End)]).Select(r => r.Id));

        await committer.BeginAsync(new EpochNumber(2), default);
        writer.Write(Rows(Schema, [new Row(3, "c")]));
        await committer.StageAsync(new EpochNumber(2), default);
        Assert.Equal(5, (await source.GetBoundsAsync(default))[0].End);
        await committer.CommitAsync(new EpochNumber(2), default);
        var end = 5L;
        // The broker answers the commit before the topic's partition has heard of it.
        while (end == 5)
            end = (await source.GetBoundsAsync(default))[0].End;
        Assert.Equal(7, end);
        Assert.Equal([3], Read(reader, Schema, [new PartitionAssignment(0, 5, end)]).Select(r => r.Id));
    }

    [KafkaFact]
    public async Task Keys_timestamps_headers_and_tombstones_pass_through()
    {
        var input = await _bed.TopicAsync();
        var output = await _bed.TopicAsync();
        var t0 = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
        using (var producer = new Confluent.Kafka.ProducerBuilder<byte[]?, byte[]?>(_bed.Settings).Build())
        {
            await producer.ProduceAsync(input, new() { Key = "k"u8.ToArray(), Value = "v"u8.ToArray(), Timestamp = new(t0), Headers = new() { { "h", "x"u8.ToArray() } } });
            await producer.ProduceAsync(input, new() { Key = null, Value = null, Timestamp = new(t0.AddSeconds(1)) });
        }

        var schema = new RowSchema(
        [
            new Field("value", DataType.Binary) { Nullable = true },
            new Field("key", DataType.Binary) { Nullable = true, Part = RecordPart.Key },
            new Field("at", DataType.Timestamp) { Part = RecordPart.Timestamp },
            new Field("h", DataType.String) { Nullable = true, Part = RecordPart.Header, HeaderName = "h" },
        ]);
        await using var source = new KafkaSource<Row>(input) { Format = Formats.Text.TextFormat.Instance }.Open(_bed.Context(input));
        using var reader = source.OpenReader(new SourceReaderOptions(schema));
        reader.Assign([new PartitionAssignment(0, 0, 2)]);
        var batch = new SourceBatch(schema);
        var sink = new KafkaSink<Row>(output) { Format = Formats.Text.TextFormat.Instance };
        var (committer, _) = await _bed.OpenAsync(sink, 1);
        await using var _ = committer;
        using var writer = sink.OpenWriter(committer, schema);
        await committer.BeginAsync(new EpochNumber(1), default);
        do
        {
            if (reader.Read(batch, TimeSpan.FromSeconds(5)))
                writer.Write(batch.Rows);
        }
        while (batch.NextOffset < 2);
        await committer.StageAsync(new EpochNumber(1), default);
        await committer.CommitAsync(new EpochNumber(1), default);

        using var consumer = new Confluent.Kafka.ConsumerBuilder<byte[]?, byte[]?>(new Dictionary<string, string>(_bed.Settings) { ["group.id"] = "x" }).Build();
        consumer.Assign(new Confluent.Kafka.TopicPartitionOffset(output, 0, 0));
        var first = consumer.Consume(TimeSpan.FromSeconds(10));
        var second = consumer.Consume(TimeSpan.FromSeconds(10));
        Assert.Equal(("k", "v", t0.UtcDateTime), (Encoding.UTF8.GetString(first.Message.Key!), Encoding.UTF8.GetString(first.Message.Value!), first.Message.Timestamp.UtcDateTime));
        Assert.Equal("x"u8.ToArray(), first.Message.Headers.GetLastBytes("h"));
        Assert.Equal((null, null, t0.AddSeconds(1).UtcDateTime), (second.Message.Key, second.Message.Value, second.Message.Timestamp.UtcDateTime));
        Assert.Empty(second.Message.Headers);
    }

    [KafkaFact]
    public async Task New_partition_is_found_and_read()
    {
        var topic = await _bed.TopicAsync();
        await using var source = new KafkaSource<Row>(topic).Open(_bed.Context(topic));
        using var reader = source.OpenReader(new SourceReaderOptions(Schema));
        await _bed.ProduceAsync(topic, ["{\"id\":1}"]);
        Assert.Single(Read(reader, Schema, [new PartitionAssignment(0, 0, 1)]));

        using var admin = new Confluent.Kafka.AdminClientBuilder(_bed.Settings).Build();
        await admin.CreatePartitionsAsync([new() { Topic = topic, IncreaseTo = 2 }]);
        var bounds = await source.GetBoundsAsync(default);
        while (bounds.Count < 2)
            bounds = await source.GetBoundsAsync(default);
        await _bed.ProduceAsync(topic, ["{\"id\":2}", "{\"id\":3}"]);
        bounds = await source.GetBoundsAsync(default);
        var rows = Read(reader, Schema, [new PartitionAssignment(0, 1, bounds[0].End), new PartitionAssignment(1, 0, bounds[1].End)]);
        Assert.Equal([2, 3], rows.Select(r => r.Id).Order());
    }

    [KafkaFact]
    public async Task Partitions_with_first_records_in_quick_succession_are_added_while_the_others_go_on()
    {
        const int Partitions = 24;
        var topic = await _bed.TopicAsync(Partitions);
        await _bed.ProduceAsync(topic, Enumerable.Range(0, Partitions * 10).Select(i => $"{{\"id\":{i}}}"));
        await using var source = new KafkaSource<Row>(topic).Open(_bed.Context(topic));
        using var reader = source.OpenReader(new SourceReaderOptions(Schema));
        var rows = new List<long>();
        for (var first = 0; first < Partitions; first += 4)
        {
            // While the ones before are being fetched.
            for (var count = 1; count < 4; count++)
                reader.Assign([.. Enumerable.Range(first, count).Select(Whole)]);
            rows.AddRange(Read(reader, Schema, [.. Enumerable.Range(first, 4).Select(Whole)]).Select(row => row.Id));
        }

        Assert.Equal(Enumerable.Range(0, Partitions * 10).Select(i => (long)i), rows.Order());

        static PartitionAssignment Whole(int partition) => new(partition, 0, 10);
    }

    [KafkaFact]
    public async Task Records_that_are_gone_stop_the_job_or_are_skipped()
    {
        var topic = await _bed.TopicAsync();
        await _bed.ProduceAsync(topic, Enumerable.Range(0, 10).Select(i => $"{{\"id\":{i}}}"));
        using var admin = new Confluent.Kafka.AdminClientBuilder(_bed.Settings).Build();
        await admin.DeleteRecordsAsync([new(topic, 0, 6)]);

        await using var failing = new KafkaSource<Row>(topic).Open(_bed.Context(topic));
        using var strict = failing.OpenReader(new SourceReaderOptions(Schema));
        var fault = Assert.Throws<StreamFaultException>(() => Read(strict, Schema, [new PartitionAssignment(0, 2, 10)]));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains("offset 2 on are no longer there, the first is 6", fault.Message, StringComparison.Ordinal);

        await using var skipping = new KafkaSource<Row>(topic) { OnDataLoss = DataLossPolicy.Skip }.Open(_bed.Context(topic));
        using var lenient = skipping.OpenReader(new SourceReaderOptions(Schema));
        Assert.Equal([6, 7, 8, 9], Read(lenient, Schema, [new PartitionAssignment(0, 2, 10)]).Select(r => r.Id));
        Assert.Empty(Read(lenient, Schema, [new PartitionAssignment(0, 1, 4)]));
    }

    [KafkaFact]
    public async Task Offsets_that_are_gone_are_counted_in_the_range_that_moves_over_them()
    {
        var topic = await _bed.TopicAsync();
        await _bed.ProduceAsync(topic, Enumerable.Range(0, 10).Select(i => $"{{\"id\":{i}}}"));
        using var admin = new Confluent.Kafka.AdminClientBuilder(_bed.Settings).Build();
        await admin.DeleteRecordsAsync([new(topic, 0, 6)]);
        await using var source = new KafkaSource<Row>(topic) { OnDataLoss = DataLossPolicy.Skip }.Open(_bed.Context(topic));
        using var reader = source.OpenReader(new SourceReaderOptions(Schema));
        Assert.Equal((2, 0), Lost(new PartitionAssignment(0, 1, 3)));
        Assert.Equal((3, 1), Lost(new PartitionAssignment(0, 3, 7)));
        Assert.Equal((0, 3), Lost(new PartitionAssignment(0, 7, 10)));
        Assert.Equal((2, 0), Lost(new PartitionAssignment(0, 1, 3)));

        (long Lost, int Rows) Lost(PartitionAssignment range)
        {
            reader.Assign([range]);
            var batch = new SourceBatch(Schema);
            long lost = 0;
            var rows = 0;
            for (var next = range.From; next < range.To; next = batch.NextOffset)
            {
                if (!reader.Read(batch, TimeSpan.FromSeconds(30)))
                    Assert.Fail("nothing came");
                lost += batch.LostOffsets;
                rows += batch.Rows.RowCount;
            }

            return (lost, rows);
        }
    }

    [KafkaFact]
    public async Task A_record_of_the_batch_in_work_is_there_again_as_it_came()
    {
        var topic = await _bed.TopicAsync();
        using (var producer = new Confluent.Kafka.ProducerBuilder<byte[]?, byte[]?>(_bed.Settings).Build())
        {
            for (var i = 0; i < 3; i++)
                await producer.ProduceAsync(new Confluent.Kafka.TopicPartition(topic, 0), new() { Key = i == 1 ? [7] : null, Value = "{}"u8.ToArray(), Headers = [new("a", [1]), new("a", null)] });
        }

        await using var source = new KafkaSource<Row>(topic).Open(_bed.Context(topic));
        using var reader = source.OpenReader(new SourceReaderOptions(Schema) { RowsMax = 2 });
        var batch = new SourceBatch(Schema);
        reader.Assign([new PartitionAssignment(0, 0, 3)]);
        var found = 0;
        for (long next = 0; next < 3; next = batch.NextOffset)
        {
            Assert.True(reader.Read(batch, TimeSpan.FromSeconds(30)));
            for (var offset = next; offset < batch.NextOffset; offset++)
            {
                var record = reader.FindRecord(0, offset)!;
                Assert.Equal((topic, "{}"), (record.Source, System.Text.Encoding.UTF8.GetString(record.Value!)));
                Assert.Equal(offset == 1 ? [7] : null, record.Key);
                Assert.Equal([("a", "01"), ("a", "")], record.Headers.Select(header => (header.Name, Convert.ToHexString(header.Value ?? []))));
                Assert.Null(record.Headers[1].Value);
                found++;
            }

            Assert.Null(reader.FindRecord(0, batch.NextOffset));
            Assert.Null(reader.FindRecord(0, next - 1));
        }

        Assert.Equal(3, found);
    }

    [KafkaFact]
    public async Task Records_gone_from_many_partitions_are_skipped_and_a_reader_may_close_at_any_moment()
    {
        const int Partitions = 4;
        var topic = await _bed.TopicAsync(Partitions);
        await _bed.ProduceAsync(topic, Enumerable.Range(0, Partitions * 10).Select(i => $"{{\"id\":{i}}}"));
        using var admin = new Confluent.Kafka.AdminClientBuilder(_bed.Settings).Build();
        await admin.DeleteRecordsAsync(Enumerable.Range(0, Partitions).Select(partition => new Confluent.Kafka.TopicPartitionOffset(topic, partition, 6)));
        await using var source = new KafkaSource<Row>(topic) { OnDataLoss = DataLossPolicy.Skip }.Open(_bed.Context(topic));
        foreach (var end in new[] { 3, 8 })
        {
            using var reader = source.OpenReader(new SourceReaderOptions(Schema));
            var rows = Read(reader, Schema, [.. Enumerable.Range(0, Partitions).Select(partition => new PartitionAssignment(partition, 2, end))]);
            Assert.Equal(Partitions * Math.Max(0, end - 6), rows.Count);
        }
    }

    [KafkaFact]
    public async Task Starts_are_earliest_latest_a_time_or_given_offsets()
    {
        var topic = await _bed.TopicAsync(2);
        var t0 = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using (var producer = new Confluent.Kafka.ProducerBuilder<byte[]?, byte[]?>(_bed.Settings).Build())
        {
            for (var i = 0; i < 10; i++)
                await producer.ProduceAsync(new Confluent.Kafka.TopicPartition(topic, 0), new() { Value = "{}"u8.ToArray(), Timestamp = new(t0.AddMinutes(i)) });
        }

        async Task<(long, long)> StartAsync(OffsetReset from, string? run = null)
        {
            await using var source = new KafkaSource<Row>(topic) { StartFrom = from }.Open(_bed.Context(topic, from: run));
            var starts = await source.GetStartOffsetsAsync(await source.GetBoundsAsync(default), default);
            return (starts[0], starts[1]);
        }

        Assert.Equal((0, 0), await StartAsync(OffsetReset.Earliest));
        Assert.Equal((10, 0), await StartAsync(OffsetReset.Latest));
        Assert.Equal((10, 0), await StartAsync(OffsetReset.Earliest, "latest"));
        Assert.Equal((4, 0), await StartAsync(OffsetReset.FromTimestamp(t0.AddMinutes(3.5))));
        Assert.Equal((7, 0), await StartAsync(OffsetReset.Offsets(new Dictionary<int, long> { [0] = 7 })));
    }

    [KafkaFact]
    public async Task Offsets_are_mirrored_to_the_jobs_group()
    {
        var topic = await _bed.TopicAsync();
        await _bed.ProduceAsync(topic, ["{}", "{}", "{}"]);
        var context = _bed.Context(topic);
        await using var source = new KafkaSource<Row>(topic).Open(context);
        await source.MirrorOffsetsAsync(new Dictionary<int, long> { [0] = 2 }, default);
        var lag = Assert.Single(await _bed.Admin.GetLagAsync($"{context.Application}.{context.Job}"));
        Assert.Equal((2, 3, 1), (lag.Committed, lag.End, lag.Lag));
        Assert.Contains(await _bed.Admin.ListGroupsAsync(), g => g.Group == $"{context.Application}.{context.Job}");
        var reset = await _bed.Admin.ResetGroupAsync($"{context.Application}.{context.Job}", topic, OffsetReset.Earliest);
        Assert.Equal(0, reset[0].Committed);
    }

    [KafkaFact]
    public async Task Unknown_topic_is_a_users_fault_with_the_command()
    {
        await using var source = new KafkaSource<Row>("no-such-topic").Open(_bed.Context("x"));
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => source.GetBoundsAsync(default));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains("topics create no-such-topic", fault.WayOut, StringComparison.Ordinal);
    }

    [KafkaFact]
    public async Task Setting_that_correctness_needs_is_not_overridden_silently()
    {
        var topic = await _bed.TopicAsync();
        await using var source = new KafkaSource<Row>(topic).Open(_bed.Context(topic, settings: new() { ["fetch.queue.backoff.ms"] = "20" }));
        source.OpenReader(new SourceReaderOptions(Schema)).Dispose();
        var fault = Assert.Throws<StreamFaultException>(() =>
            new KafkaSource<Row>(topic).Open(_bed.Context(topic, settings: new() { ["isolation.level"] = "read_uncommitted" })));
        Assert.Contains("isolation.level", fault.Message, StringComparison.Ordinal);
    }
}
