using System.Text.Json;

namespace StreamFlow.Integration.Cli;

/// <summary>The commands that look into checkpoint directories, on one that a job has left behind on a real command line.</summary>
public sealed class CheckpointCommandTests : CliTest
{
    private const string Job = "iot-data-processing";

    private string Checkpoint => Path.Combine(State, "ck");

    [Fact]
    public async Task What_a_job_has_left_is_shown_checked_compared_and_its_lag_told()
    {
        await using var broker = Start("broker", "--port", "0");
        await broker.SaysAsync("embedded broker at");
        await RunJobAsync(first: 0, rows: 40);

        await ShowAsync();
        await CheckAsync();
        await LagAsync();
        var before = Path.Combine(State, "copy");
        Copy(Checkpoint, before);
        await using (var same = await RunAsync("checkpoint", "diff", Checkpoint, before))
            Assert.Equal((0, "equal"), (await same.ExitCodeAsync(), same.Lines[^1]));

        await RunJobAsync(first: 40, rows: 40);
        await using (var more = await RunAsync("checkpoint", "diff", before, Checkpoint))
        {
            Assert.Equal((1, "different"), (await more.ExitCodeAsync(), more.Lines[^1]));
            Assert.Contains(more.Lines, line => line.StartsWith("epochs: ", StringComparison.Ordinal) && line.Contains(" 0 different, 0 only in A, ", StringComparison.Ordinal));
            Assert.Contains(more.Lines, line => line.Contains("next offset ", StringComparison.Ordinal));
        }

        await DamagedAsync(before);
    }

    [Theory]
    [InlineData("checkpoint show no-such-folder", 1, "there is no directory")]
    [InlineData("checkpoint show . --epochs -1", 2, "way out: give 0 or more")]
    [InlineData("checkpoint check iot-data-processing no-such-folder", 1, "there is no directory")]
    [InlineData("checkpoint check iot-data-procesing .", 2, "did you mean iot-data-processing")]
    [InlineData("checkpoint diff .@x .", 2, "'x' is no epoch")]
    [InlineData("checkpoint diff .@3 .", 2, "there is no checkpoint of epoch 3")]
    [InlineData("groups lag iot --checkpoint . --bootstrap-servers 127.0.0.1:1", 2, "./streamflow jobs")]
    public async Task A_wrong_name_says_the_way_out(string typed, int code, string says)
    {
        await using var wrong = await RunAsync(typed.Split(' '));
        Assert.Contains(says, wrong.Errors, StringComparison.Ordinal);
        Assert.Equal(code, await wrong.ExitCodeAsync());
        Assert.False(Directory.Exists(Path.Combine(State, "no-such-folder")));
    }

    private async Task ShowAsync()
    {
        await using var show = await RunAsync("checkpoint", "show", Checkpoint, "--json");
        Assert.Equal(0, await show.ExitCodeAsync());
        using var json = JsonDocument.Parse(show.Output);
        var root = json.RootElement;
        Assert.Equal(Job, root.GetProperty("job").GetString());
        var epochs = root.GetProperty("epochs").EnumerateArray().ToList();
        Assert.Equal(40, epochs.Sum(epoch => epoch.GetProperty("partitions").EnumerateArray().Sum(partition => partition.GetProperty("rows").GetInt64())));
        Assert.Equal(root.GetProperty("lastEpoch").GetInt64(), root.GetProperty("checkpoints").EnumerateArray().Last().GetProperty("epoch").GetInt64());
        Assert.Contains(epochs[^1].GetProperty("sinks").EnumerateArray(), sink => sink.GetProperty("name").GetString() == "avgiot");

        await using var text = await RunAsync("checkpoint", "show", Checkpoint, "--epochs", "1");
        Assert.Contains($"job {Job}, generation 1", text.Output, StringComparison.Ordinal);
        foreach (var header in new[] { "EPOCH  GENERATION", "EPOCH  PARTITION", "EPOCH  SINK", "LOG ", "CHECKPOINT ", "OPERATOR " })
            Assert.Contains(text.Lines, line => line.StartsWith(header, StringComparison.Ordinal));
    }

    private async Task CheckAsync()
    {
        var files = Directory.GetFiles(Checkpoint).Order().ToList();
        await using (var keeps = await RunAsync("checkpoint", "check", Job, Checkpoint))
        {
            Assert.Equal(0, await keeps.ExitCodeAsync());
            Assert.Contains("run nothing again", keeps.Output, StringComparison.Ordinal);
            Assert.Contains(": kept", keeps.Output, StringComparison.Ordinal);
        }

        await using (var loses = await RunAsync("checkpoint", "check", Job, Checkpoint, "--set", "Window=20s"))
        {
            Assert.Equal(1, await loses.ExitCodeAsync());
            Assert.Contains("way out: say --allow-state-drop", loses.Output, StringComparison.Ordinal);
            Assert.Contains("tumbling-10s-by-deviceId: dropped", loses.Output, StringComparison.Ordinal);
            Assert.Contains("tumbling-20s-by-deviceId: new", loses.Output, StringComparison.Ordinal);
        }

        await using var may = await RunAsync("checkpoint", "check", Job, Checkpoint, "--set", "Window=20s", "--allow-state-drop", "--json");
        Assert.Equal(0, await may.ExitCodeAsync());
        using var json = JsonDocument.Parse(may.Output);
        Assert.Equal("resume", json.RootElement.GetProperty("ifAllSinksHoldTheLastEpoch").GetProperty("decision").GetString());
        Assert.Contains(json.RootElement.GetProperty("state").EnumerateArray(), one => one.GetProperty("fate").GetString() == "dropped");

        // No generation was taken, nothing was held.
        Assert.Equal(files, Directory.GetFiles(Checkpoint).Order());
    }

    private async Task LagAsync()
    {
        await using (var lag = await RunAsync("groups", "lag", Job, "--checkpoint", Checkpoint))
        {
            Assert.Equal(0, await lag.ExitCodeAsync());
            Assert.Equal(["TOPIC", "PARTITION", "OFFSET", "END", "LAG", "LOGGED"], Words(lag.Lines[0]));
            var rows = lag.Lines.Skip(1).Select(Words).ToList();
            Assert.Equal(2, rows.Count);
            Assert.All(rows, row => Assert.Equal(("iot", "0", row[2], row[2]), (row[0], row[4], row[3], row[5])));
        }

        await using var none = await RunAsync("groups", "lag", "nobody");
        Assert.Equal(1, await none.ExitCodeAsync());
        Assert.Contains("no offsets of a group 'nobody'", none.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("groups list", none.Errors, StringComparison.Ordinal);
    }

    private async Task DamagedAsync(string directory)
    {
        var file = Directory.GetFiles(directory, "*.manifest")[0];
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^1]);
        await using var show = await RunAsync("checkpoint", "show", directory);
        Assert.Equal(1, await show.ExitCodeAsync());
        Assert.Contains(show.Lines, line => line.StartsWith("damage: ", StringComparison.Ordinal) && line.Contains(file, StringComparison.Ordinal));
    }

    private async Task RunJobAsync(int first, int rows)
    {
        await using (var produce = Start("produce", "iot"))
        {
            await produce.TypeAsync(string.Concat(Enumerable.Range(first, rows).Select(row =>
                $$"""{"deviceId":"d{{row % 3}}","ts":{{1_767_225_600_000 + (row * 1000)}},"temperature":20,"humidity":50}""" + "\n")));
            Assert.Equal(0, await produce.ExitCodeAsync());
        }

        await using var run = await RunAsync("run", Job, "--trigger", "available-now", "--checkpoint", Checkpoint, "--quiet");
        Assert.True(await run.ExitCodeAsync() == 0, run.Errors);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
