using IotFahrenheit;
using StreamFlow.Integration.Kafka;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Pipelines;

/// <summary>One instance of a job at a time, and one job a checkpoint directory.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class OneInstanceTests(RealKafka kafka, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly int _seed = Seed.Print(output);

    [KafkaFact]
    public async Task A_second_instance_with_the_same_checkpoint_directory_is_refused()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        await using var first = await pipeline.StartAsync(Often);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => pipeline.StartAsync(Often));
        Assert.Contains(pipeline.CheckpointDirectory, fault.Message);
        Assert.Contains("another", fault.Problem);

        // The one that runs is not disturbed.
        pipeline.Source.Generate(3_000);
        pipeline.Source.Close();
        await first.ProcessAllAvailableAsync().WaitAsync(Patience);
        await first.StopAsync();
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task A_second_instance_with_another_checkpoint_directory_fences_the_first()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        await using var first = await pipeline.StartAsync(Often);
        await using var second = await pipeline.StartAsync(options =>
        {
            Often(options);
            options.CheckpointDirectory = pipeline.OtherDirectory("second");
        });
        pipeline.Source.Generate(3_000);
        pipeline.Source.Close();
        await second.ProcessAllAvailableAsync().WaitAsync(Patience);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => first.Completion.WaitAsync(Patience));
        Assert.Contains("another instance of the job has taken over", fault.Problem);
        Assert.Equal(QueryState.Failed, first.State);
        await second.StopAsync();
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task An_empty_checkpoint_directory_under_a_sink_that_holds_epochs_is_no_fresh_start()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(3_000);
        pipeline.Source.Close();
        await pipeline.RunAsync();
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => pipeline.RunAsync(options => options.CheckpointDirectory = pipeline.OtherDirectory("second")));
        Assert.Contains("--assume-sink", fault.WayOut);
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task A_lost_checkpoint_directory_is_left_behind_by_the_word_of_a_person()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(3_000);
        pipeline.Source.Close();
        // Several starts, so that the generations of the new directory begin below those that the sink has seen.
        for (var start = 0; start < 3; start++)
            await pipeline.RunAsync();
        await pipeline.RunAsync(options =>
        {
            options.CheckpointDirectory = pipeline.OtherDirectory("second");
            options.AssumedSinks[pipeline.Sink] = 0;
        });

        // From the beginning, since that is what was said: every row comes a second time.
        var expected = AverageRow.Expected(pipeline.Source.Written);
        Pipeline.Same(AverageRow.InOrder(expected.Concat(expected)), AverageRow.InOrder(await pipeline.AveragesAsync()));
    }

    [KafkaFact]
    public async Task The_checkpoint_of_another_job_is_refused()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(1_000);
        await pipeline.RunAsync();
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => pipeline.RunAsync(job: new IotFahrenheitJob()));
        Assert.Contains("'iot-data-processing', not of 'iot-fahrenheit'", fault.Problem);
    }

    [KafkaFact]
    public async Task Another_window_drops_state_only_when_that_is_allowed()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(4_000);
        await pipeline.RunAsync();
        var before = await pipeline.AveragesAsync();
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => pipeline.RunAsync(options => options.Settings["Window"] = "20s"));
        Assert.Contains("--allow-state-drop", fault.WayOut);
        Pipeline.Same(AverageRow.InOrder(before), AverageRow.InOrder(await pipeline.AveragesAsync()));

        var read = pipeline.Source.Written.Select(partition => partition.Count).ToList();
        pipeline.Source.Generate(4_000);
        pipeline.Source.Close();
        await pipeline.RunAsync(options =>
        {
            options.Settings["Window"] = "20s";
            options.AllowStateDrop = true;
        });

        // The rows behind the stop alone: what was open then is gone, as was allowed.
        var expected = AverageRow.Expected([.. pipeline.Source.Written.Select((partition, index) => partition.Skip(read[index]).ToList())], 20_000);
        Pipeline.Same(expected, AverageRow.InOrder((await pipeline.AveragesAsync()).Where(row => row.WindowEnd - row.WindowStart == 20_000)));
        Assert.Equal(before.Count + expected.Count, (await pipeline.AveragesAsync()).Count);
    }

    private static void Often(StreamJobOptions options) => options.Trigger = Trigger.Every(TimeSpan.FromMilliseconds(50));
}
