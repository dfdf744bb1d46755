using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Logs;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Scenarios;

/// <summary>Everything that a seed says: a job, what its sources come to hold, how it is started again and again, and what goes wrong. The last attempt runs over everything, without a fault.</summary>
internal sealed record Scenario
{
    public required int Seed { get; init; }

    public required JobShape Job { get; init; }

    /// <summary>The sources' logs, in the order in which they grow.</summary>
    public required IReadOnlyList<LogEvent> Log { get; init; }

    public required IReadOnlyList<Attempt> Attempts { get; init; }

    public ProcessingGuarantee Guarantee { get; init; }

    /// <summary>Bytes of a segment of the epoch log.</summary>
    public long LogSegmentBytes { get; init; } = 1 << 20;

    /// <summary>Whether the epoch log is flushed. If not, a power cut may take back what sinks hold; a start has to notice.</summary>
    public bool FlushLog { get; init; } = true;

    /// <summary>Workers and checkpoints have threads of their own; else the whole run is one flow that comes out the same each time.</summary>
    public bool HasThreads { get; init; }
}
