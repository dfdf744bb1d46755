using StreamFlow.Integration.Pipelines;

namespace StreamFlow.Integration.Crashes;

/// <summary><c>iot-data-processing</c>: state, and one topic.</summary>
internal sealed class AveragesJob(CrashBed bed) : CrashedJob(bed)
{
    public override string Project => "IotDataProcessing";

    public override string Name => "iot-data-processing";

    // Small windows: nearly every epoch has rows to lose or to double.
    public override IEnumerable<string> Settings => [.. base.Settings, "Window=1s"];

    public override async Task RequireExactAsync() => Pipeline.Same(Bed.Averages, await FoundAsync());

    public override async Task DumpAsync(string directory)
    {
        await File.WriteAllLinesAsync(Path.Combine(directory, "expected.txt"), Bed.Averages.Select(row => row.ToString()));
        await File.WriteAllLinesAsync(Path.Combine(directory, "topic.txt"), (await FoundAsync()).Select(row => row.ToString()));
    }

    private async Task<List<AverageRow>> FoundAsync() =>
        AverageRow.InOrder((await TopicRecord.ReadAllAsync(Bed.Kafka.BootstrapServers, Topic)).Select(record => AverageRow.Parse(record.Value)));
}
