using StreamFlow.Connectors;

namespace StreamFlow.Basics.Memory;

/// <summary>Rows that this process adds, in partitions, as long as it runs. For trying things out; a job's test has <c>JobTest</c>.</summary>
/// <param name="name">The source's name within the job.</param>
/// <param name="partitions">1 or more.</param>
public sealed class MemorySource<T>(string name, int partitions = 1) : SourceSpec<T>
    where T : class
{
    private readonly MemoryLog<T> _log = new(partitions);

    public override string Name => name;

    /// <summary>The clock that rows added without a timestamp get theirs from. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Adds rows with the current time as their records' timestamp. From any thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such partition.</exception>
    public void Add(int partition, params ReadOnlySpan<T> rows) => Add(partition, Time.GetUtcNow(), rows);

    /// <summary>Adds rows with a timestamp of their records. From any thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such partition.</exception>
    public void Add(int partition, DateTimeOffset timestamp, params ReadOnlySpan<T> rows) =>
        _log.Add(partition, EventTime.ToMicroseconds(timestamp), rows);

    public override string Describe() => $"memory {name}, {partitions} partitions";

    public override SourceConnection Open(ConnectorContext context) => new MemoryConnection<T>(_log, context.StartFrom);
}
