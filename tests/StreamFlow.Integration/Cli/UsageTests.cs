namespace StreamFlow.Integration.Cli;

public sealed class UsageTests : CliTest
{
    [Fact]
    public async Task An_unknown_job_is_wrong_usage_and_the_nearest_is_named()
    {
        await using var run = await RunAsync("run", "iot-data-procesing");
        Assert.Equal(2, await run.ExitCodeAsync());
        Assert.Contains("did you mean iot-data-processing", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task The_jobs_are_listed_with_what_they_do()
    {
        await using var jobs = await RunAsync("jobs");
        Assert.Equal(0, await jobs.ExitCodeAsync());
        foreach (var job in new[] { "iot-data-processing", "iot-fahrenheit", "iot-producer" })
            Assert.Contains(jobs.Lines, line => line.StartsWith(job, StringComparison.Ordinal) && line.Contains("jobs/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("topics create")]
    [InlineData("topics crate x")]
    [InlineData("topics create x --partitions 0 --bootstrap-servers 127.0.0.1:1")]
    [InlineData("topics create x --replication 0 --bootstrap-servers 127.0.0.1:1")]
    [InlineData("consume x --max 0 --bootstrap-servers 127.0.0.1:1")]
    [InlineData("run iot-data-processing --set Nope=1 --bootstrap-servers 127.0.0.1:1")]
    [InlineData("run iot-data-processing --set Window=banana --bootstrap-servers 127.0.0.1:1")]
    [InlineData("run iot-producer --triger 1s")]
    [InlineData("run iot-producer --trigger soon")]
    [InlineData("run iot-producer --parallelism many")]
    [InlineData("consume x --bootstrap-servers 127.0.0.1:1 --with colour")]
    [InlineData("broker --port 70000")]
    public async Task Wrong_usage_ends_with_2_and_says_the_way_out(string typed)
    {
        await using var wrong = await RunAsync(typed.Split(' '));
        Assert.Equal(2, await wrong.ExitCodeAsync());
        Assert.Contains("way out", wrong.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", wrong.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "./streamflow [command]", "consume <TOPIC>")]
    [InlineData("topics", "./streamflow topics [command]", "create <TOPIC>")]
    public async Task Half_a_command_shows_what_may_follow(string typed, string usage, string command)
    {
        await using var half = await RunAsync(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (await half.ExitCodeAsync(), half.Output));
        Assert.Contains(usage, half.Errors, StringComparison.Ordinal);
        Assert.Contains(command, half.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_names_the_nearest()
    {
        await using var wrong = await RunAsync("topcis");
        Assert.Equal(2, await wrong.ExitCodeAsync());
        Assert.Contains("did you mean topics?", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_speaks_of_the_command_that_was_typed()
    {
        await using var help = await RunAsync("run", "--help");
        Assert.Equal((0, ""), (await help.ExitCodeAsync(), help.Errors));
        Assert.Contains("./streamflow run <JOB> [options]", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_Kafka_a_command_says_how_to_name_one()
    {
        await using var list = await RunAsync("topics", "list");
        Assert.Equal(2, await list.ExitCodeAsync());
        Assert.Contains("./streamflow broker", list.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_named_with_the_time_waited()
    {
        await using var list = await RunAsync("topics", "list", "--bootstrap-servers", "127.0.0.1:1");
        Assert.Equal(1, await list.ExitCodeAsync());
        Assert.Contains("127.0.0.1:1", list.Errors, StringComparison.Ordinal);
        Assert.Contains("waited", list.Errors, StringComparison.Ordinal);
        Assert.Contains("way out", list.Errors, StringComparison.Ordinal);
    }
}
