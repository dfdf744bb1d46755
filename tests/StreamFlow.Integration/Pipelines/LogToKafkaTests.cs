using System.Globalization;
using StreamFlow.Integration.Kafka;
using StreamFlow.Integration.Processes;
using StreamFlow.Kafka.Administration;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Pipelines;

/// <summary>A log that is written and rotated while its job is killed again and again: the topic holds the lines that were written, once, in their order.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class LogToKafkaTests(RealKafka kafka, ITestOutputHelper output) : IDisposable
{
    private const int Kills = 4;
    private readonly int _seed = Seed.Print(output);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("streamflow-weblog-");
    private int _lines;
    private int _rotations;

    private string Log => Path.Combine(_directory.FullName, "app.log");

    [KafkaFact]
    public async Task Killed_while_the_log_is_written_and_rotated_the_topic_equals_the_lines()
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        var topic = $"weblog-{run}";
        using (var admin = new KafkaAdmin(new Dictionary<string, string> { ["bootstrap.servers"] = kafka.BootstrapServers }))
            await admin.CreateTopicAsync(topic, 1);
        string[] arguments =
        [
            "run", "--bootstrap-servers", kafka.BootstrapServers, "--checkpoint", Path.Combine(_directory.FullName, "checkpoint"),
            "--max-rows-per-epoch", "50", "--set", $"Path={Log}", "--set", $"Topic={topic}",
        ];
        (string, string) application = ("StreamFlow__Application", $"it-{run}");
        var random = new Random(_seed);
        Write(200);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var job = ProgramRun.Job("LogToKafka", [.. arguments, "--trigger", "20ms"], application);
            var epochs = random.Next(2, 6);
            for (var epoch = 1; epoch <= epochs; epoch++)
            {
                await job.ErrorLinesAsync("epoch ", epoch);
                WriteAndRotate(random);
            }

            job.Kill();
            Assert.Equal(ProgramRun.Killed, await job.ExitCodeAsync());
            WriteAndRotate(random);
            WriteAndRotate(random);
        }

        Write(1);
        using var last = ProgramRun.Job("LogToKafka", [.. arguments, "--trigger", "available-now"], application);
        Assert.True(await last.ExitCodeAsync() == 0, last.Error);
        Assert.True(_rotations > 0, $"seed {_seed} never rotated");
        Assert.Equal(Enumerable.Range(0, _lines).Select(Line), (await TopicRecord.ReadAllAsync(kafka.BootstrapServers, topic)).OrderBy(record => record.Offset).Select(record => record.Value));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private void WriteAndRotate(Random random)
    {
        Write(random.Next(1, 300));
        if (random.Next(2) == 0)
            return;
        for (var number = _rotations++; number > 0; number--)
            File.Move(Rotated(number), Rotated(number + 1));
        File.Move(Log, Rotated(1));
        Write(random.Next(1, 100));
    }

    private void Write(int lines)
    {
        using var log = new StreamWriter(Log, append: true) { NewLine = "\n" };
        for (; lines > 0; lines--)
            log.WriteLine(Line(_lines++));
    }

    private static string Line(int number) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1 - - \"GET /{number} HTTP/1.1\" 200 {number * 7919L % 10_007}");

    private string Rotated(int number) => $"{Log}.{number.ToString(CultureInfo.InvariantCulture)}";
}
