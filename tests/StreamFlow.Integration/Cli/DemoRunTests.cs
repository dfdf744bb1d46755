namespace StreamFlow.Integration.Cli;

public sealed class DemoRunTests : CliTest
{
    [Fact]
    public async Task A_bare_machine_shows_averages()
    {
        await using var run = await RunAsync("run", "iot-data-processing", "--for", "8s");

        Assert.True(await run.ExitCodeAsync() == 0, run.Errors);
        Assert.NotEmpty(run.Lines);
        Assert.All(run.Lines, AverageRow.Check);
        Assert.Equal(2, run.Errors.Split("at least once").Length);
    }

    [Fact]
    public async Task It_ends_gracefully_when_asked()
    {
        await using var run = Start("run", "iot-data-processing");
        await run.SaysAsync("avgTemperature");
        run.Stop();
        Assert.True(await run.ExitCodeAsync() == 0, run.Errors);
    }

    [Fact]
    public async Task Three_terminals_on_a_broker()
    {
        await using var broker = Start("broker", "--port", "0");
        await broker.SaysAsync("embedded broker at");
        await using var producer = Start("run", "iot-producer", "--checkpoint", Path.Combine(State, "producer"));
        await using var job = Start("run", "iot-data-processing", "--checkpoint", Path.Combine(State, "job"));
        await using var consumer = await RunAsync("consume", "avgiot", "--max", "3");

        Assert.Equal(3, consumer.Lines.Count);
        Assert.All(consumer.Lines, AverageRow.Check);
        producer.Stop();
        job.Stop();
        Assert.True(await producer.ExitCodeAsync() == 0, producer.Errors);
        Assert.True(await job.ExitCodeAsync() == 0, job.Errors);
    }

    [Fact]
    public async Task The_plan_is_explained_without_any_Kafka()
    {
        await using var explain = await RunAsync("explain", "iot-data-processing");
        Assert.True(await explain.ExitCodeAsync() == 0, explain.Errors);
        Assert.Contains("avgiot", explain.Output, StringComparison.Ordinal);
    }
}
