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
