using Microsoft.Extensions.Logging;

namespace StreamFlow.Connectors;

/// <summary>What a connector gets from the query that opens it.</summary>
public sealed class ConnectorContext
{
    /// <summary>The application's name: consumer groups and transactional ids carry it, so that two environments on one cluster do not meet. Default "streamflow".</summary>
    public string Application { get; init; } = "streamflow";

    /// <summary>The job's name.</summary>
    public required string Job { get; init; }

    /// <summary>The source's or sink's name within the job; for a committer the first of its sinks' names.</summary>
    public required string Name { get; init; }

    /// <summary>The settings of a configuration section under <c>StreamFlow</c>, such as "Kafka", flat: <c>bootstrap.servers</c> → value. Empty where there is none.</summary>
    public Func<string, IReadOnlyDictionary<string, string>> Settings { get; init; } = _ => new Dictionary<string, string>();

    /// <summary>Where a source without a checkpoint begins when the run says so (<c>--from</c>): "earliest" or "latest"; null leaves it to the source's specification.</summary>
    public string? StartFrom { get; init; }

    /// <summary>Where a source notes down what its offsets mean. The query's lies in the checkpoint directory; by default it is in memory and ends with the process.</summary>
    public SourceJournal Journal { get; init; } = new MemorySourceJournal();

    public ProcessingGuarantee Guarantee { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILoggerFactory Loggers { get; init; } = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;
}
