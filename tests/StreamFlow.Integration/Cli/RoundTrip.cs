namespace StreamFlow.Integration.Cli;

/// <summary>What the commands for topics, records and groups do, on any Kafka.</summary>
internal static class RoundTrip
{
    /// <param name="test">Whose folder is used.</param>
    /// <param name="where">The option that names the Kafka, or nothing for the running broker.</param>
    public static async Task CheckAsync(CliTest test, string[] where)
    {
        await using (var create = await test.RunAsync(["topics", "create", "cli-trip", "--partitions", "3", .. where]))
            Assert.Equal((0, ""), (await create.ExitCodeAsync(), create.Output));
        await using (var again = await test.RunAsync(["topics", "create", "cli-trip", .. where]))
        {
            Assert.Equal(1, await again.ExitCodeAsync());
            Assert.Contains("exists already", again.Errors, StringComparison.Ordinal);
        }

        await using (var produce = test.Start(["produce", "cli-trip", "--key-separator", ":", .. where]))
        {
            await produce.TypeAsync("a:1\nb:2\na:3\nc:4\n");
            Assert.Equal(0, await produce.ExitCodeAsync());
            Assert.Contains("4 records written to cli-trip", produce.Errors, StringComparison.Ordinal);
        }

        await using (var all = await test.RunAsync(["consume", "cli-trip", "--until-end", "--with", "partition,key", .. where]))
        {
            Assert.Equal(0, await all.ExitCodeAsync());
            var rows = all.Lines.Select(line => line.Split('\t')).ToList();
            Assert.Equal(["1", "2", "3", "4"], rows.Select(row => row[2]).Order());
            Assert.Single(rows.Where(row => row[1] == "a").Select(row => row[0]).Distinct());
            Assert.Equal(["1", "3"], rows.Where(row => row[1] == "a").Select(row => row[2]));
        }

        await using (var two = await test.RunAsync(["consume", "cli-trip", "--max", "2", .. where]))
            Assert.Equal(2, two.Lines.Count);
        await using (var silent = await test.RunAsync(["consume", "cli-trip", "--from", "latest", "--timeout", "300ms", .. where]))
            Assert.Equal((0, ""), (await silent.ExitCodeAsync(), silent.Output));

        await using (var describe = await test.RunAsync(["topics", "describe", "cli-trip", .. where]))
        {
            Assert.Equal(["PARTITION", "LEADER", "REPLICAS", "IN-SYNC", "EARLIEST", "END"], describe.Lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(4, describe.Lines.Skip(1).Sum(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[5], System.Globalization.CultureInfo.InvariantCulture)));
        }

        await using (var reset = await test.RunAsync(["groups", "reset", "cli-trip-group", "--topic", "cli-trip", "--to", "earliest", .. where]))
            Assert.Equal(0, await reset.ExitCodeAsync());
        await using (var lag = await test.RunAsync(["groups", "lag", "cli-trip-group", .. where]))
            Assert.Equal(4, lag.Lines.Skip(1).Sum(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4], System.Globalization.CultureInfo.InvariantCulture)));

        await using (var delete = await test.RunAsync(["topics", "delete", "cli-trip", .. where]))
            Assert.Equal(0, await delete.ExitCodeAsync());
        await using (var twice = await test.RunAsync(["topics", "delete", "cli-trip", .. where]))
        {
            Assert.Equal(1, await twice.ExitCodeAsync());
            Assert.Contains("./streamflow topics list", twice.Errors, StringComparison.Ordinal);
        }

        await using var gone = await test.RunAsync(["consume", "cli-trip", .. where]);
        Assert.Equal(1, await gone.ExitCodeAsync());
        Assert.Contains("./streamflow topics create cli-trip", gone.Errors, StringComparison.Ordinal);
    }
}
