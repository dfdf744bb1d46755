using System.Globalization;
using StreamFlow.Integration.Kafka;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Integration.Cli;

/// <summary>What goes wrong at a person's desk, through the real command line: a clear error, the right exit code, no stack trace, and nothing half committed.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class BadInputTests(RealKafka kafka) : CliTest
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    [KafkaFact]
    public async Task An_unknown_source_or_sink_topic_comes_with_the_command_that_creates_it()
    {
        await CreateAsync("there", 1);
        await using var source = await RunJobAsync("iot-data-processing", "--set", $"Source=none-{_run}", "--set", $"Sink={Name("there")}");
        await FailsAsync(source, 1, $"no topic 'none-{_run}'", $"./streamflow topics create none-{_run}");
        await using var sink = await RunJobAsync("iot-data-processing", "--set", $"Source={Name("there")}", "--set", $"Sink=none-{_run}");
        await FailsAsync(sink, 1, $"no topic 'none-{_run}'", $"./streamflow topics create none-{_run}");
    }

    [Fact]
    public async Task A_job_whose_broker_does_not_answer_names_it_the_time_waited_and_what_to_check()
    {
        await using var run = await RunAsync("run", "iot-data-processing", "--bootstrap-servers", "127.0.0.1:1", "--checkpoint", Checkpoint, "--trigger", "available-now");
        await FailsAsync(run, 1, "127.0.0.1:1", "waited", "check that the broker runs", "--bootstrap-servers");
    }

    [KafkaTheory]
    [InlineData("""{"deviceId":"a","ts":1700000000000,"temperature":"warm","humidity":3}""", "temperature")]
    [InlineData("""{"deviceId":"a","ts":"yesterday","temperature":1,"humidity":3}""", "ts")]
    [InlineData("no JSON at all", "no JSON at all")]
    public async Task A_row_that_does_not_decode_stops_the_job_with_its_place_and_commits_nothing_of_its_epoch(string bad, string says)
    {
        var good = """{"deviceId":"a","ts":1700000000000,"temperature":1,"humidity":3}""";
        await CreateAsync("in", 1);
        await CreateAsync("out", 1);
        await new KafkaConsole(Settings).ProduceLinesAsync(Name("in"), new StringReader(string.Join('\n', good, good, good, bad, good)));

        await using var run = await RunJobAsync("iot-fahrenheit", "--set", $"Source={Name("in")}", "--set", $"Sink={Name("out")}");

        await FailsAsync(run, 1, Name("in"), "offset 3", says, bad[..10], "OnBadRecord");
        Assert.Empty(await new KafkaConsole(Settings).ConsumeAsync(Name("out"), new ConsumeOptions { Follow = false }).ToListAsync());
    }

    [Theory]
    [InlineData("Window=soon", "Window", "'soon' is no duration")]
    [InlineData("Windw=10s", "no setting 'Windw'", "Window (now 10s)")]
    [InlineData("Window", "--set", "NAME=VALUE")]
    public async Task A_setting_that_does_not_parse_or_does_not_exist_is_wrong_usage(string setting, string says, string wayOut)
    {
        await using var run = await RunAsync("run", "iot-data-processing", "--bootstrap-servers", "127.0.0.1:1", "--checkpoint", Checkpoint, "--set", setting);
        await FailsAsync(run, 2, says, wayOut);
        Assert.False(Directory.Exists(Checkpoint));
    }

    [KafkaFact]
    public async Task A_checkpoint_directory_in_use_is_refused_and_who_has_it_goes_on()
    {
        await CreateAsync("in", 1);
        await CreateAsync("out", 1);
        string[] job = ["run", "iot-fahrenheit", "--bootstrap-servers", kafka.BootstrapServers, "--checkpoint", Checkpoint, "--set", $"Source={Name("in")}", "--set", $"Sink={Name("out")}", "--trigger", "50ms"];
        await new KafkaConsole(Settings).ProduceLinesAsync(Name("in"), new StringReader("""{"deviceId":"a","ts":1700000000000,"temperature":1}"""));
        await using var first = Start(job);
        await first.SaysAsync("epoch 1");
        await using var second = await RunAsync(job);
        await FailsAsync(second, 1, Checkpoint, "in use");

        await new KafkaConsole(Settings).ProduceLinesAsync(Name("in"), new StringReader("""{"deviceId":"a","ts":1700000000000,"temperature":2}"""));
        await first.SaysAsync("epoch 2");
        first.Stop();
        Assert.Equal(0, await first.ExitCodeAsync());
    }

    [KafkaFact]
    public async Task The_checkpoint_of_another_job_is_refused()
    {
        await CreateAsync("in", 1);
        await CreateAsync("out", 1);
        await new KafkaConsole(Settings).ProduceLinesAsync(Name("in"), new StringReader("""{"deviceId":"a","ts":1700000000000,"temperature":1,"humidity":1}"""));
        string[] settings = ["--set", $"Source={Name("in")}", "--set", $"Sink={Name("out")}"];
        await using var first = await RunJobAsync("iot-fahrenheit", settings);
        Assert.True(await first.ExitCodeAsync() == 0, first.Errors);
        await using var other = await RunJobAsync("iot-data-processing", settings);
        await FailsAsync(other, 1, "'iot-fahrenheit', not of 'iot-data-processing'", "--checkpoint");
    }

    [KafkaFact]
    public async Task A_checkpoint_directory_that_cannot_be_made_is_named()
    {
        await CreateAsync("in", 1);
        await CreateAsync("out", 1);
        var file = Path.Combine(State, "file");
        await File.WriteAllTextAsync(file, "not a directory");
        foreach (var place in new[] { file, Path.Combine(file, "below") })
        {
            await using var run = await RunAsync(
                "run", "iot-fahrenheit", "--bootstrap-servers", kafka.BootstrapServers, "--checkpoint", place, "--trigger", "available-now", "--set", $"Source={Name("in")}", "--set", $"Sink={Name("out")}");
            await FailsAsync(run, 1, place, "could not create the checkpoint directory");
        }
    }

    [SmallDiskFact]
    public async Task A_full_disk_stops_the_job_with_nothing_lost_and_the_next_start_goes_on()
    {
        const int Rows = 5_000;
        var disk = Path.Combine(State, "disk");
        Directory.CreateDirectory(disk);
        Assert.True(await SmallDisk.TryMountAsync(disk));
        try
        {
            await CreateAsync("in", 1);
            await CreateAsync("out", 1);
            var lines = Enumerable.Range(0, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"deviceId":"device-{{i}}","ts":{{1_700_000_000_000 + i}},"temperature":1}"""));
            await new KafkaConsole(Settings).ProduceLinesAsync(Name("in"), new StringReader(string.Join('\n', lines)));
            string[] job =
            [
                "run", "iot-fahrenheit", "--bootstrap-servers", kafka.BootstrapServers, "--checkpoint", Path.Combine(disk, "checkpoint"), "--trigger", "available-now",
                "--set", $"Source={Name("in")}", "--set", $"Sink={Name("out")}", "--max-rows-per-epoch",
            ];
            await using (var run = await RunAsync([.. job, "10"]))
                await FailsAsync(run, 1, Path.Combine(disk, "checkpoint"), "space");

            await SmallDisk.GrowAsync(disk);
            await using var again = await RunAsync([.. job, "100000"]);
            Assert.True(await again.ExitCodeAsync() == 0, again.Errors);
            var committed = await new KafkaConsole(Settings).ConsumeAsync(Name("out"), new ConsumeOptions { Follow = false }).ToListAsync();
            Assert.Equal(Rows, committed.Count);
            Assert.Equal(Rows, committed.Select(record => record.Key).Distinct().Count());
        }
        finally
        {
            await SmallDisk.UnmountAsync(disk);
        }
    }

    private string Checkpoint => Path.Combine(State, "checkpoint");

    private Dictionary<string, string> Settings => new() { ["bootstrap.servers"] = kafka.BootstrapServers };

    private string Name(string topic) => $"{topic}-{_run}";

    private async Task CreateAsync(string topic, int partitions)
    {
        using var admin = new KafkaAdmin(Settings);
        await admin.CreateTopicAsync(Name(topic), partitions);
    }

    private Task<CliProcess> RunJobAsync(string job, params string[] more) =>
        RunAsync(["run", job, "--bootstrap-servers", kafka.BootstrapServers, "--checkpoint", Checkpoint, "--trigger", "available-now", .. more]);

    private static async Task FailsAsync(CliProcess run, int exitCode, params string[] says)
    {
        Assert.True(await run.ExitCodeAsync() == exitCode, $"exit code {await run.ExitCodeAsync()}, expected {exitCode}: {run.Errors}");
        foreach (var words in says)
            Assert.Contains(words, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
