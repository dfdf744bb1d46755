using System.Globalization;
using IotDataProcessing;
using StreamFlow.Basics.Memory;
using StreamFlow.Integration.Kafka;
using StreamFlow.Integration.Pipelines;
using StreamFlow.Integration.Processes;
using StreamFlow.Kafka;
using Xunit.Abstractions;

namespace StreamFlow.Integration.DeadLetters;

/// <summary>What a job puts aside is in the dead-letter topic once, whole, whatever happens to the job.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class PutAsideTests(RealKafka kafka, ITestOutputHelper output)
{
    private const long FirstMs = 1_780_000_000_000;
    private const int Rows = 40_000;

    private readonly int _seed = Seed.Print(output);

    [KafkaFact]
    public async Task Bad_future_and_late_records_come_once_and_whole_over_kills_of_the_process()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        var dead = $"dead-{pipeline.Sink}";
        var expected = Write(pipeline);
        var random = new Random(_seed);
        string[] arguments =
        [
            "run", "--bootstrap-servers", kafka.BootstrapServers, "--checkpoint", pipeline.CheckpointDirectory, "--trigger", "available-now", "--max-rows-per-epoch", "700",
            "--set", $"Source={pipeline.Source.Name}", "--set", $"Sink={pipeline.Sink}", "--dead-letters", dead, "--dead-letter-late-rows", "--parallelism", "2",
        ];
        for (var kill = 0; kill < 4; kill++)
        {
            using var job = ProgramRun.Job("IotDataProcessing", arguments, ("StreamFlow__Application", pipeline.Application));
            await job.ErrorLinesAsync("epoch ", random.Next(1, 7));
            job.Kill();
            Assert.NotEqual(0, await job.ExitCodeAsync());
        }

        using var last = ProgramRun.Job("IotDataProcessing", arguments, ("StreamFlow__Application", pipeline.Application));
        Assert.True(await last.ExitCodeAsync() == 0, last.Error);

        Require(expected, await WholeRecord.ReadAllAsync(kafka.BootstrapServers, dead), pipeline.Source.Name, "iot-data-processing");
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task A_job_without_another_Kafka_sink_has_them_in_a_transaction_of_their_own()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        var dead = $"dead-{pipeline.Sink}";
        var expected = Write(pipeline).Where(one => one.Kind == "bad").ToList();
        var sink = new MemorySink<Reading>("readings");
        await pipeline.RunAsync(options => (options.DeadLetters, options.MaxRowsPerEpoch) = (dead, 5_000), new MemoryJob(sink));
        Require(expected, await WholeRecord.ReadAllAsync(kafka.BootstrapServers, dead), pipeline.Source.Name, "to-memory");
        Assert.Equal(Rows + 2 - expected.Count, sink.Committed.Count);
    }

    private static void Require(List<Aside> expected, List<WholeRecord> found, string source, string job)
    {
        Assert.Equal(expected.Select(one => one.Position).Order(), found.Select(record => (Number(record, "partition"), (long)Number(record, "offset"))).Order());
        var records = expected.ToDictionary(one => one.Position);
        foreach (var letter in found)
        {
            var one = records[(Number(letter, "partition"), Number(letter, "offset"))];
            Assert.Equal((one.Key, one.Value, one.Headers), (letter.Key, letter.Value, letter.Headers));
            Assert.Equal((source, job), (letter.Ours["topic"], letter.Ours["job"]));
            Assert.Equal(one.TimestampMs, DateTimeOffset.Parse(letter.Ours["timestamp"], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
            Assert.Contains(one.Reason, letter.Ours["reason"], StringComparison.Ordinal);
            Assert.Equal(one.Kind == "bad" ? "temperature" : null, one.Kind == "future" ? null : letter.Ours.GetValueOrDefault("column"));
            Assert.True(letter.TimestampMs > FirstMs || letter.TimestampMs > one.TimestampMs, "it has the time of being put aside");
        }
    }

    private static int Number(WholeRecord record, string header) => int.Parse(record.Ours[header], CultureInfo.InvariantCulture);

    /// <summary>Readings in order of time, ten a device and second; among them records of the wrong type, an hour late, and three days ahead of their records.</summary>
    /// <returns>Those that are no good.</returns>
    private List<Aside> Write(Pipeline pipeline)
    {
        var aside = new List<Aside>();
        var records = new List<(int, Confluent.Kafka.Message<byte[]?, byte[]?>)>();
        var offsets = new long[2];
        for (var i = 0; i < Rows; i++)
        {
            var (partition, recorded) = (i % 2, FirstMs + (i * 10L));
            var kind = i % 97 == 5 ? "bad" : i > 2_000 && i % 211 == 3 ? "late" : i % 307 == 9 ? "future" : "good";
            var reading = pipeline.Source.Next() with { Ts = recorded + (kind == "late" ? -3_600_000 : kind == "future" ? 3 * 86_400_000L : 0) };
            var json = kind == "bad" ? reading.Json().Replace("\"temperature\":", "\"temperature\":\"warm\",\"was\":", StringComparison.Ordinal) : reading.Json();
            records.Add((partition, kind == "good"
                ? WholeRecord.Message(reading.DeviceId, json, recorded)
                : WholeRecord.Message(i % 3 == 0 ? null : reading.DeviceId, json, recorded, ("n", $"{i}"), ("n", null), ("ü", ""))));
            if (kind != "good")
                aside.Add(new Aside(kind, (partition, offsets[partition]), i % 3 == 0 ? null : reading.DeviceId, json, $"n={i};n=null;ü=", recorded, kind == "bad" ? "" : kind == "late" ? "late by" : "ahead of the record's timestamp"));
            else
                pipeline.Source.Written[partition].Add(reading);
            offsets[partition]++;
        }

        for (var partition = 0; partition < 2; partition++)
        {
            var end = new SensorReading($"flush-{partition}", FirstMs + (Rows * 10L) + 3_600_000, 0, 0);
            records.Add((partition, WholeRecord.Message(end.DeviceId, end.Json(), end.Ts)));
            pipeline.Source.Written[partition].Add(end);
        }

        WholeRecord.Write(kafka.BootstrapServers, pipeline.Source.Name, records);
        return aside;
    }

    private sealed record Aside(string Kind, (int Partition, long Offset) Position, string? Key, string Value, string Headers, long TimestampMs, string Reason);

    [StreamJob("to-memory")]
    private sealed class MemoryJob(MemorySink<Reading> sink) : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            _ = streams.Setting("Sink", "");
            streams.From(new KafkaSource<Reading>(streams.Setting("Source", ""))).To(sink);
        }
    }
}
