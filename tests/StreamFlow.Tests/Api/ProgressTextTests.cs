using System.Text.Json;
using Spectre.Console;
using StreamFlow.App;

namespace StreamFlow.Tests.Api;

[Collection(nameof(StreamAppTests))]
public sealed class ProgressTextTests
{
    private static readonly QueryProgress Progress = new(
        "job", new EpochNumber(12), new DateTimeOffset(2026, 1, 1, 0, 0, 9, TimeSpan.Zero), TimeSpan.FromMilliseconds(310), TimeSpan.FromMilliseconds(20), 200_000, 1_000, 3, 2,
        EventTime.ToMicroseconds(new DateTimeOffset(2026, 1, 1, 0, 0, 5, TimeSpan.Zero)), 7, 4096,
        [new PartitionProgress(new SourcePartition("iot", 0), new OffsetRange(0, 90), 100, 90, EventTime.NoWatermark, true)], [new SinkProgress("out", 1_000)]);

    private static readonly QueryProgress Unusual = Progress with
    {
        Lateness = new LatenessHistogram(1, 0, 2, 0, 0, 0, 3_000),
        AcceptedLateRows = 4,
        CorrectedRows = 5,
        Sources = [Progress.Sources[0] with { BadRecords = 2, FutureRows = 1, LostOffsets = 6 }],
    };

    [Fact]
    public void A_line_for_people() => Assert.Equal(
        "epoch 12  rows 200,000 in, 1,000 out  lag 10  watermark 2026-01-01T00:00:05Z  late 3  bad 2  0.31 s", ProgressText.Of(Progress));

    [Fact]
    public void What_is_not_usual_stands_behind_the_line() => Assert.EndsWith(
        "0.31 s  how late: ≤1s 1, ≤1m 2, >1d 3,000  late but counted 4  corrected 5  too far ahead 1  lost offsets 6", ProgressText.Of(Unusual), StringComparison.Ordinal);

    [Fact]
    public void The_table_shows_partitions_and_sinks_and_adds_up_over_epochs()
    {
        using var text = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        terminal.Profile.Width = 160;
        using var table = new ProgressTable(terminal, "job");
        table.Draw(Progress);

        terminal.Write(table.Draw(Progress));

        Assert.Contains("job: epoch 12 in 0.31 s", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("rows 400,000 in, 2,000 out; late 6; bad 4", text.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"iot/0\s+│ 90\s+│ 10\s+│ 90\s+│ none \(idle\)", text.ToString());
        Assert.Matches(@"→ out\s+│\s+│\s+│ 1,000", text.ToString());
    }

    [Fact]
    public void A_line_for_programs()
    {
        using var json = JsonDocument.Parse(ProgressJson.Of(Progress));
        Assert.Equal(12, json.RootElement.GetProperty("epoch").GetInt64());
        Assert.Equal("2026-01-01T00:00:05Z", json.RootElement.GetProperty("watermark").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("sources")[0].GetProperty("watermark").ValueKind);
        Assert.Equal(10, json.RootElement.GetProperty("sources")[0].GetProperty("lag").GetInt64());
        using var unusual = JsonDocument.Parse(ProgressJson.Of(Unusual));
        Assert.Equal(3_000, unusual.RootElement.GetProperty("lateness").GetProperty("more").GetInt64());
        Assert.Equal(2, unusual.RootElement.GetProperty("lateness").GetProperty("1m").GetInt64());
        Assert.Equal((4, 5, 1, 6), (Number("acceptedLateRows"), Number("correctedRows"), Number("futureRows"), Number("lostOffsets")));
        Assert.Equal(2, unusual.RootElement.GetProperty("sources")[0].GetProperty("badRecords").GetInt64());

        long Number(string name) => unusual.RootElement.GetProperty(name).GetInt64();
    }
}
