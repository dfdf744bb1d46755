namespace StreamFlow.Cli.Output;

internal static class JobLagTable
{
    public static void Write(IEnumerable<JobLag> lags, bool withLog)
    {
        var table = withLog ? new TextTable("TOPIC", "PARTITION", "OFFSET", "END", "LAG", "LOGGED") : new TextTable("TOPIC", "PARTITION", "OFFSET", "END", "LAG");
        foreach (var lag in lags)
        {
            object?[] cells = [lag.Partition.Source, lag.Partition.Partition, lag.Mirrored, lag.End, lag.Lag, lag.Logged];
            table.Add(withLog ? cells : cells[..^1]);
        }

        table.Write(Console.Out);
    }
}
