using StreamFlow.Cli.Jobs;
using StreamFlow.Cli.Output;
using StreamFlow.Kafka.Embedded;

namespace StreamFlow.Cli.Running;

/// <summary>
/// A job on a machine without Kafka: an embedded broker in this process, the job and the one that feeds it beside it, and the rows that come out on stdout.
/// All of it is gone at the end, the checkpoint as well: its offsets mean nothing to another broker.
/// </summary>
internal sealed class DemoRun(JobCatalog catalog, JobEntry job, JobDemo demo)
{
    private static readonly TimeSpan FinishTimeout = TimeSpan.FromSeconds(3);

    /// <returns>The job's exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> typed, bool hasCheckpoint, StopSignal stop)
    {
        await using var broker = EmbeddedBroker.Start();
        DemoTopics.Create(broker, demo.Topics);
        Messages.Say($"no Kafka is configured: an embedded broker runs at {broker.BootstrapServers}");
        using var scratch = new ScratchFolder();
        string[] here = ["--bootstrap-servers", broker.BootstrapServers, "--checkpoint"];
        using var producer = demo.Producer is null ? null : JobProcess.StartQuietly(catalog.Find(demo.Producer), ["run", .. here, scratch["producer"]]);
        using var output = new StatusLine();
        string[] arguments = ["run", .. typed, .. hasCheckpoint ? here[..2] : [.. here, scratch["job"]]];
        using var main = StatusLine.IsPossible ? JobProcess.StartRelayed(job, arguments, output.ShowLine) : JobProcess.Start(job, arguments);
        var printer = demo.Show is null ? null : new RowPrinter(new Dictionary<string, string> { ["bootstrap.servers"] = broker.BootstrapServers }, demo.Show, output);

        using var ended = new CancellationTokenSource();
        var printing = PrintAsync(printer, stop, ended.Token);
        var watching = WatchAsync(producer, stop, ended.Token);
        var code = await main.WaitAsync(stop).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await printing.ConfigureAwait(false);
        var producerFailed = await watching.ConfigureAwait(false);
        if (printer is not null)
        {
            using var limit = new CancellationTokenSource(FinishTimeout);
            await printer.FinishAsync(limit.Token).ConfigureAwait(false);
        }

        if (producer is not null)
            await producer.StopAsync(stop.Insisted).ConfigureAwait(false);
        return code == ExitCode.Done && producerFailed ? ExitCode.Failed : code;
    }

    private static async Task PrintAsync(RowPrinter? printer, StopSignal stop, CancellationToken ended)
    {
        if (printer is not null && !await printer.FollowAsync(ended).ConfigureAwait(false))
            stop.Ask();
    }

    // Without its producer the job would wait for ever.
    private static async Task<bool> WatchAsync(JobProcess? producer, StopSignal stop, CancellationToken ended)
    {
        if (producer is null || await producer.WaitAsync(ended).ConfigureAwait(false) is not { } code || code == ExitCode.Done || stop.Asked.IsCancellationRequested)
            return false;
        Messages.Say($"the job '{producer.Job.Name}' beside it failed:{Environment.NewLine}{producer.LastLines()}");
        stop.Ask();
        return true;
    }
}
