using System.Text.Json;
using StreamFlow.App;
using StreamFlow.Basics.Memory;

namespace StreamFlow.Tests.Api;

/// <summary>The command line of a job, run in this process with a home folder of its own.</summary>
[Collection(nameof(StreamAppTests))]
public sealed class StreamAppTests : IDisposable
{
    private static readonly MemorySource<Row> Source = new("in");
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("streamflow-app-");
    private readonly TextWriter _stdout = Console.Out;
    private readonly TextWriter _stderr = Console.Error;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public StreamAppTests()
    {
        Environment.SetEnvironmentVariable("STREAMFLOW_HOME", _home.FullName);
        Console.SetOut(_output);
        Console.SetError(_errors);
    }

    public void Dispose()
    {
        Console.SetOut(_stdout);
        Console.SetError(_stderr);
        Environment.SetEnvironmentVariable("STREAMFLOW_HOME", null);
        _output.Dispose();
        _errors.Dispose();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task A_run_that_ends_by_itself_is_0_and_leaves_its_checkpoint_at_home()
    {
        Assert.Equal(0, await RunAsync("--trigger", "available-now", "--set", "Factor=3"));
        Assert.True(Directory.Exists(Path.Combine(_home.FullName, "checkpoints", "app-job")));
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task A_run_with_an_end_in_time_stops_gracefully() =>
        Assert.Equal(0, await RunAsync("run", "--trigger", "10ms", "--for", "100ms"));

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--trigger", "sometimes")]
    [InlineData("--trigger", "continuous")]
    [InlineData("--from", "middle")]
    [InlineData("--set", "Factor")]
    [InlineData("--parallelism", "0")]
    [InlineData("--assume-sink", "out=soon")]
    [InlineData("--flush-at-end", "--trigger", "1s")]
    public async Task Wrong_usage_is_2_and_says_so(params string[] arguments)
    {
        Assert.Equal(2, await RunAsync(arguments));
        Assert.StartsWith("error: ", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_the_job_does_not_have_is_2_with_the_way_out_and_without_a_trace()
    {
        Assert.Equal(2, await RunAsync("--set", "Factr=3"));
        Assert.Contains("way out: ", _errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_come_from_the_file_and_the_command_line_goes_over_it()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_home.FullName, "appsettings.json"), """{ "StreamFlow": { "Kafka": {}, "Jobs": { "app-job": { "Settings": { "Factor": "7", "Name": "file" } } } } }""");
        Assert.Equal(0, await RunAsync("describe", "--set", "Factor=8"));
        using var described = JsonDocument.Parse(_output.ToString());
        Assert.Equal("app-job", described.RootElement.GetProperty("name").GetString());
        Assert.Equal("8", described.RootElement.GetProperty("settings").GetProperty("Factor").GetString());
        Assert.Equal("file", described.RootElement.GetProperty("settings").GetProperty("Name").GetString());
    }

    [Fact]
    public async Task A_file_that_does_not_parse_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "appsettings.json"), "{");
        Assert.Equal(1, await RunAsync("explain"));
        Assert.Contains("appsettings.json", _errors.ToString(), StringComparison.Ordinal);
    }

    private static Task<int> RunAsync(params string[] arguments) => AppCommands.Create(typeof(AppJob)).RunAsync(arguments);

    [StreamJob("app-job")]
    private sealed class AppJob : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            var factor = streams.Setting("Factor", 2);
            streams.Setting("Name", "default");
            streams.From(Source).Map(row => row with { Value = row.Value * factor }).To(new MemorySink<Row>("out"));
        }
    }
}
