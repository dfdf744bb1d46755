using System.Globalization;
using Confluent.Kafka;
using StreamFlow.Integration.Cli;
using StreamFlow.Integration.Kafka;
using StreamFlow.Integration.Pipelines;
using StreamFlow.Integration.Processes;
using StreamFlow.Kafka.Administration;
using Xunit.Abstractions;

namespace StreamFlow.Integration.DeadLetters;

/// <summary>Letters go back as they were, each once, whatever is asked for in which order and wherever it breaks off.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class ReplayTests(RealKafka kafka, ITestOutputHelper output) : CliTest
{
    private const long FirstMs = 1_780_000_000_000;

    private readonly int _seed = Seed.Print(output);
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    private string Dead => $"dead-{_run}";

    private string Source => $"source-{_run}";

    [KafkaFact]
    public async Task Every_letter_is_put_back_once_over_kills_and_a_second_replay_puts_back_nothing()
    {
        const int Letters = 60_000;
        await CreateAsync(2, 3);
        var letters = Fill(Letters);
        var random = new Random(_seed);
        for (var kill = 1; kill <= 4; kill++)
        {
            using var replay = ProgramRun.Cli(["dead-letters", "replay", Dead, "--bootstrap-servers", kafka.BootstrapServers]);
            await GrowsAsync((kill * 6_000) + random.Next(6_000), replay);
            replay.Kill();
            Assert.NotEqual(0, await replay.ExitCodeAsync());
        }

        await using (var rest = await RunAsync("dead-letters", "replay", Dead, "--bootstrap-servers", kafka.BootstrapServers))
            Assert.True(await rest.ExitCodeAsync() == 0, rest.Errors);
        var found = await WholeRecord.ReadAllAsync(kafka.BootstrapServers, Source);
        Assert.Equal(letters.Select(one => (one.Partition, one.Content)).Order(), found.Select(record => (record.Partition, record.Content)).Order());
        Assert.All(found, record => Assert.Empty(record.Ours));

        await using var again = await RunAsync("dead-letters", "replay", Dead, "--bootstrap-servers", kafka.BootstrapServers);
        Assert.Contains("put back 0, left 0", again.Errors, StringComparison.Ordinal);
        Assert.Equal(Letters, (await WholeRecord.ReadAllAsync(kafka.BootstrapServers, Source)).Count);
    }

    [KafkaFact]
    public async Task Filters_choose_and_what_they_leave_waits_for_the_next()
    {
        await CreateAsync(1, 3);
        var letters = Fill(300);
        await SaysAsync("would put back 100, left 200", "replay", "--column", "value", "--dry-run");
        Assert.Empty(await WholeRecord.ReadAllAsync(kafka.BootstrapServers, Source));
        await SaysAsync("put back 100, left 200", "replay", "--column", "value");
        await SaysAsync("put back 0, left 200", "replay", "--column", "value");
        await SaysAsync("put back 100, left 100", "replay", "--partition", "1", "--reason", "NO ROW");
        await SaysAsync("put back 50, left 50", "replay", "--until", Time(letters[150].TimestampMs));
        await SaysAsync("put back 0, left 50", "replay", "--source", "another");
        await SaysAsync("50 letters", "list");
        await SaysAsync("put back 50, left 0", "replay", "--from", Time(letters[150].TimestampMs));
        await SaysAsync("put back 0, left 0", "replay");
        Assert.Equal(
            letters.Select(one => (one.Partition, one.Content)).Order(),
            (await WholeRecord.ReadAllAsync(kafka.BootstrapServers, Source)).Select(record => (record.Partition, record.Content)).Order());
    }

    [KafkaFact]
    public async Task Letters_are_listed_shown_and_put_into_another_topic_also_those_of_unknown_origin()
    {
        await CreateAsync(1, 3);
        var letters = Fill(9);
        WholeRecord.Write(kafka.BootstrapServers, Dead, [(0, WholeRecord.Message("x", "\u001b[31mred", FirstMs, ("streamflow.topic", "half a letter")))]);
        await using (var list = await RunAsync("dead-letters", "list", Dead, "--bootstrap-servers", kafka.BootstrapServers))
        {
            Assert.Contains(list.Lines, line => line.StartsWith("3 ", StringComparison.Ordinal) && line.Contains("value", StringComparison.Ordinal) && line.EndsWith("the value is wrong", StringComparison.Ordinal));
            Assert.Contains("no letter of StreamFlow", list.Output, StringComparison.Ordinal);
        }

        await using (var show = await RunAsync("dead-letters", "show", Dead, "--max", "10", "--bootstrap-servers", kafka.BootstrapServers))
        {
            Assert.Contains($"{Source} partition 1 offset 1, ", show.Output, StringComparison.Ordinal);
            Assert.Contains("header   n: 1", show.Output, StringComparison.Ordinal);
            Assert.Contains("value    \\x1b[31mred", show.Output, StringComparison.Ordinal);
        }

        await SaysAsync("put back 9, left 0 (by the filter), 1 of unknown origin", "replay", "--dry-run");
        await CreateTopicAsync($"other-{_run}", 2);
        await SaysAsync("put back 10, left 0", "replay", "--to", $"other-{_run}");
        await SaysAsync("put back 0, left 0", "replay");
        var found = await WholeRecord.ReadAllAsync(kafka.BootstrapServers, $"other-{_run}");
        Assert.Equal(letters.Select(one => one.Content).Append(("x", "\u001b[31mred", "", FirstMs)).Order(), found.Select(record => record.Content).Order());
        Assert.Equal("half a letter", Assert.Single(found, record => record.Key == "x").Ours["topic"]);
    }

    [KafkaFact]
    public async Task A_topic_that_is_not_there_and_a_filter_that_does_not_parse_say_so()
    {
        await using var unknown = await RunAsync("dead-letters", "replay", Dead, "--bootstrap-servers", kafka.BootstrapServers);
        Assert.Equal(1, await unknown.ExitCodeAsync());
        Assert.Contains($"no topic '{Dead}'", unknown.Errors, StringComparison.Ordinal);
        await using var wrong = await RunAsync("dead-letters", "list", Dead, "--from", "yesterday", "--bootstrap-servers", kafka.BootstrapServers);
        Assert.Equal(2, await wrong.ExitCodeAsync());
        Assert.Contains("'yesterday' is no time", wrong.Errors, StringComparison.Ordinal);
    }

    /// <summary>Letters by turns with a column at fault, without one, and for another reason, as a job would have put them aside.</summary>
    private List<WholeRecord> Fill(int count)
    {
        var letters = new List<WholeRecord>();
        var records = new List<(int, Message<byte[]?, byte[]?>)>();
        for (var i = 0; i < count; i++)
        {
            var (key, value, time) = (i % 5 == 0 ? null : $"k{i}", i % 7 == 0 ? null : $"value {i}", FirstMs + (i * 1_000L));
            List<(string, string?)> headers =
            [
                ("n", $"{i}"), ("streamflow.topic", Source), ("streamflow.partition", $"{i % 3}"), ("streamflow.offset", $"{i}"), ("streamflow.timestamp", Time(time)),
                ("streamflow.reason", i % 3 == 0 ? "the value is wrong" : "this is no row"), ("streamflow.job", "job"), ("n", null),
            ];
            if (i % 3 == 0)
                headers.Add(("streamflow.column", "value"));
            records.Add((i % (count > 1_000 ? 2 : 1), WholeRecord.Message(key, value, FirstMs - 1, [.. headers])));
            letters.Add(new WholeRecord(i % 3, i, time, key, value, $"n={i};n=null"));
        }

        WholeRecord.Write(kafka.BootstrapServers, Dead, records);
        return letters;
    }

    private static string Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private async Task SaysAsync(string words, string verb, params string[] more)
    {
        await using var run = await RunAsync(["dead-letters", verb, Dead, "--bootstrap-servers", kafka.BootstrapServers, .. more]);
        Assert.True(await run.ExitCodeAsync() == 0, run.Errors);
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
    }

    /// <summary>Waits until so many records are in the source topic, committed or not, or the replay has ended.</summary>
    private async Task GrowsAsync(long records, ProgramRun replay)
    {
        var ended = replay.ExitCodeAsync();
        while (!ended.IsCompleted && (await TopicRecord.EndsAsync(kafka.BootstrapServers, Source)).Values.Sum() < records)
        {
        }
    }

    private async Task CreateAsync(int dead, int source)
    {
        await CreateTopicAsync(Dead, dead);
        await CreateTopicAsync(Source, source);
    }

    private async Task CreateTopicAsync(string name, int partitions)
    {
        using var admin = new KafkaAdmin(new Dictionary<string, string> { ["bootstrap.servers"] = kafka.BootstrapServers });
        await admin.CreateTopicAsync(name, partitions);
    }
}
