namespace StreamFlow.Integration.Cli;

public sealed class BrokerTests : CliTest
{
    [Fact]
    public async Task The_other_commands_find_a_running_broker_and_it_ends_when_asked()
    {
        await using var broker = Start("broker", "--port", "0");
        await broker.SaysAsync("embedded broker at");

        await using (var cluster = await RunAsync("cluster"))
            Assert.Contains("embedded broker", cluster.Output, StringComparison.Ordinal);
        broker.Stop();

        Assert.Equal(0, await broker.ExitCodeAsync());
        await using var after = await RunAsync("cluster");
        Assert.Equal(2, await after.ExitCodeAsync());
    }

    [Fact]
    public async Task A_port_in_use_is_a_clear_error()
    {
        await using var first = Start("broker", "--port", "0");
        await first.SaysAsync("embedded broker at");
        var port = (await File.ReadAllTextAsync(Path.Combine(State, "broker"))).Trim().Split(':')[1];

        await using var second = await RunAsync("broker", "--port", port);

        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Contains($"127.0.0.1:{port}", second.Errors, StringComparison.Ordinal);
        Assert.Contains("--port", second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_records_and_groups_on_an_embedded_broker()
    {
        await using var broker = Start("broker", "--port", "0");
        await broker.SaysAsync("embedded broker at");

        await RoundTrip.CheckAsync(this, []);
    }
}
