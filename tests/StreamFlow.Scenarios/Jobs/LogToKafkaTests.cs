using LogToKafka;
using StreamFlow.Testing;

namespace StreamFlow.Scenarios.Jobs;

public sealed class LogToKafkaTests
{
    [Fact]
    public async Task Each_line_comes_out_as_it_went_in()
    {
        await using var test = JobTest.For<LogToKafkaJob>(options => options.Settings["Path"] = "/var/log/nginx.log");
        byte[][] lines = ["GET / 200"u8.ToArray(), [], [0xFF, 0x00, 0x22], "GET /é 404"u8.ToArray()];
        test.Source<LogLine>("/var/log/nginx.log").Add(0, [.. lines.Select(line => new LogLine(line))]);
        await test.RunEveryWayAsync();
        Assert.Equal(
            lines.Select(Convert.ToHexString).Order(StringComparer.Ordinal),
            test.Sink<LogLine>("weblog").Committed.Select(row => Convert.ToHexString(row.Line)).Order(StringComparer.Ordinal));
    }
}
