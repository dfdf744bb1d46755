using System.Text.Json;
using StreamFlow.Basics.Memory;
using StreamFlow.Definition;
using StreamFlow.Plan;

namespace StreamFlow.Tests.Engine.Schedules;

/// <summary>What outlives the runs of a job: its sources, and sinks with what they hold.</summary>
internal sealed class ScheduleWorld(int partitions)
{
    private readonly Dictionary<string, object> _sinks = [];
    private readonly Dictionary<string, Func<IReadOnlyList<string>>> _lines = [];

    public StepFaults Faults { get; } = new();

    public MemorySource<Happening> Left { get; } = new("left", partitions) { OnBadRecord = BadRecordPolicy.Skip };

    public MemorySource<Happening> Right { get; } = new("right", partitions) { OnBadRecord = BadRecordPolicy.Skip };

    public FaultySink<T> Sink<T>(string name)
        where T : class
    {
        if (_sinks.TryGetValue(name, out var known))
            return (FaultySink<T>)known;
        var made = new FaultySink<T>(name, Faults);
        _sinks[name] = made;
        _lines[name] = () => [.. made.Committed.Select(row => $"{name} {JsonSerializer.Serialize(row)}").Order(StringComparer.Ordinal)];
        return made;
    }

    /// <summary>A sink whose later rows replace earlier ones of the same key.</summary>
    public FaultySink<T> Updates<T>(string name, Func<T, object> key)
        where T : class
    {
        var sink = Sink<T>(name);
        _lines[name] = () => [.. sink.Committed.GroupBy(key).Select(one => $"{name} {JsonSerializer.Serialize(one.Last())}").Order(StringComparer.Ordinal)];
        return sink;
    }

    public void Add(ScheduleRow row) => (row.Source == 0 ? Left : Right).Add(row.Partition, row.Recorded, row.Row);

    public IReadOnlyList<string> Committed() => [.. _lines.OrderBy(one => one.Key, StringComparer.Ordinal).SelectMany(one => one.Value())];

    public LogicalPlan Plan(Action<StreamBuilder, ScheduleWorld> define) =>
        JobDefinition.PlanOf(new ScheduledJob(streams => define(streams, this)), new JobEnvironment(new Dictionary<string, string>()));
}

internal sealed record ScheduleRow(int Source, int Partition, DateTimeOffset Recorded, Happening Row);

[StreamJob("scheduled")]
internal sealed class ScheduledJob(Action<StreamBuilder> define) : IStreamJob
{
    public void Define(StreamBuilder streams) => define(streams);
}
