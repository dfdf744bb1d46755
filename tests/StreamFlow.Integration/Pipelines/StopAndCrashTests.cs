using IotFahrenheit;
using StreamFlow.Integration.Kafka;
using StreamFlow.Integration.Processes;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Pipelines;

/// <summary>However often a run ends in the middle, and however: the committed rows are those of one run.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class StopAndCrashTests(RealKafka kafka, ITestOutputHelper output)
{
    private readonly int _seed = Seed.Print(output);

    [KafkaFact]
    public async Task Stopped_in_the_middle_and_restarted_with_another_parallelism()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(20_000);
        pipeline.Source.Close();
        var stops = 0;
        for (var workers = 1; workers <= 2; workers++)
        {
            await using var query = await pipeline.StartAsync(Small(workers));
            await Pipeline.EpochsAsync(query, 5);
            await query.StopAsync();
            Assert.Equal(QueryState.Stopped, query.State);
            stops += query.LastProgress!.Sources.Sum(source => source.Lag) > 0 ? 1 : 0;
        }

        Assert.Equal(2, stops);
        await pipeline.RunAsync(Small(2));
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task Abandoned_in_the_middle_several_times_and_recovered()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(20_000);
        pipeline.Source.Close();
        var random = new Random(_seed);
        for (var crash = 0; crash < 4; crash++)
        {
            await using var query = await pipeline.StartAsync(options =>
            {
                Small(1 + (crash % 2))(options);
                // Recovery replays more or less of the log.
                options.CheckpointInterval = crash % 2 == 0 ? TimeSpan.Zero : TimeSpan.FromHours(1);
            });
            await Pipeline.EpochsAsync(query, random.Next(1, 8));
        }

        await pipeline.RunAsync(Small(1));
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task Rows_without_state_come_out_once_over_crashes()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(10_000);
        for (var crash = 0; crash < 3; crash++)
        {
            await using var query = await pipeline.StartAsync(Small(1), new IotFahrenheitJob());
            await Pipeline.EpochsAsync(query, 3);
        }

        await pipeline.RunAsync(Small(2), new IotFahrenheitJob());
        Assert.Equal(pipeline.Source.All.Select(reading => reading.DeviceId).Order(StringComparer.Ordinal), (await pipeline.CommittedAsync()).Select(record => record.Key).Order(StringComparer.Ordinal));
    }

    [KafkaFact]
    public async Task The_process_killed_at_random_epochs_and_started_again()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        // Far more epochs than all the kills together see go by: none may find the job at its end.
        pipeline.Source.Generate(150_000);
        pipeline.Source.Close();
        var random = new Random(_seed);
        string[] arguments =
        [
            "run", "--bootstrap-servers", kafka.BootstrapServers, "--checkpoint", pipeline.CheckpointDirectory, "--trigger", "available-now",
            "--max-rows-per-epoch", "700", "--set", $"Source={pipeline.Source.Name}", "--set", $"Sink={pipeline.Sink}",
        ];
        for (var kill = 0; kill < 4; kill++)
        {
            using var job = ProgramRun.Job("IotDataProcessing", arguments, ("StreamFlow__Application", pipeline.Application));
            await job.ErrorLinesAsync("epoch ", random.Next(1, 7));
            job.Kill();
            Assert.NotEqual(0, await job.ExitCodeAsync());
        }

        using var last = ProgramRun.Job("IotDataProcessing", arguments, ("StreamFlow__Application", pipeline.Application));
        Assert.True(await last.ExitCodeAsync() == 0, last.Error);
        await pipeline.RequireExactAsync();
    }

    [KafkaTheory]
    [InlineData("SIGTERM")]
    [InlineData("SIGINT")]
    public async Task The_process_asked_to_stop_ends_with_0_and_leaves_nothing_to_replay(string signal)
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(20_000);
        pipeline.Source.Close();
        string[] arguments =
        [
            "run", "--bootstrap-servers", kafka.BootstrapServers, "--checkpoint", pipeline.CheckpointDirectory, "--trigger", "100ms",
            "--max-rows-per-epoch", "700", "--set", $"Source={pipeline.Source.Name}", "--set", $"Sink={pipeline.Sink}",
        ];
        using var job = ProgramRun.Job("IotDataProcessing", arguments, ("StreamFlow__Application", pipeline.Application));
        await job.ErrorLinesAsync("epoch ", 4);
        if (signal == "SIGINT")
            job.Interrupt();
        else
            job.Terminate();
        Assert.True(await job.ExitCodeAsync() == 0, job.Error);

        // A changed plan starts only where nothing is left to replay.
        await pipeline.RunAsync(options =>
        {
            options.Settings["Window"] = "20s";
            options.AllowStateDrop = true;
        });
    }

    [KafkaFact]
    public async Task At_least_once_loses_nothing_over_crashes()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(20_000);
        pipeline.Source.Close();
        for (var crash = 0; crash < 3; crash++)
        {
            await using var query = await pipeline.StartAsync(options =>
            {
                Small(1)(options);
                options.Guarantee = ProcessingGuarantee.AtLeastOnce;
            });
            await Pipeline.EpochsAsync(query, 4);
        }

        await pipeline.RunAsync(options => options.Guarantee = ProcessingGuarantee.AtLeastOnce);
        Pipeline.Same(AverageRow.Expected(pipeline.Source.Written), AverageRow.InOrder((await pipeline.AveragesAsync()).Distinct()));
    }

    private static Action<StreamJobOptions> Small(int workers) => options =>
    {
        options.MaxRowsPerEpoch = 700;
        options.Workers = workers;
    };
}
