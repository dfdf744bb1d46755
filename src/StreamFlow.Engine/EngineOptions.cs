using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Engine.Faults;

namespace StreamFlow.Engine;

/// <summary>How a query runs. None of it changes the rows that it commits.</summary>
public sealed class EngineOptions
{
    /// <summary>Where the epoch log and the checkpoints are kept.</summary>
    public required CheckpointStorage Storage { get; init; }

    /// <summary>Part of the names of consumer groups and transactional ids.</summary>
    public string Application { get; init; } = "streamflow";

    public Trigger Trigger { get; init; } = Trigger.Every(TimeSpan.FromSeconds(1));

    public ProcessingGuarantee Guarantee { get; init; }

    /// <summary>Default 10 s.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Worker threads, 1 to 1024. Each owns some of the partitions.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>An epoch is cut at this many rows over all partitions, except with the trigger Once, which is one epoch. Default 500,000: an epoch of a few hundred milliseconds, whose rows a sink can keep until the outcome is known.</summary>
    public long MaxRowsPerEpoch { get; init; } = 500_000;

    /// <summary>An epoch is cut at this many bytes read. Default 1 GiB.</summary>
    public long MaxBytesPerEpoch { get; init; } = 1L << 30;

    /// <summary>At most this many rows in one batch of one partition. Default 16,384.</summary>
    public int MaxRowsPerBatch { get; init; } = 16_384;

    /// <summary>State of an operator that the job no longer has may be dropped.</summary>
    public bool AllowStateDrop { get; init; }

    /// <summary>Sinks to believe, in place of their markers: name → the last epoch held.</summary>
    public IReadOnlyDictionary<string, EpochNumber> AssumedSinks { get; init; } = new Dictionary<string, EpochNumber>();

    /// <summary>Finish what the log says, write a checkpoint, and end.</summary>
    public bool RecoverOnly { get; init; }

    /// <summary>A bounded run sends its open windows at its end.</summary>
    public bool FlushAtEnd { get; init; }

    /// <summary>The epoch log is flushed to disk before the sinks commit. False leaves the flush to the system: that survives a killed process, not a power cut.</summary>
    public bool FlushLog { get; init; } = true;

    /// <summary>Where sources without a checkpoint begin: "earliest", "latest", or null for what each says itself.</summary>
    public string? StartFrom { get; init; }

    /// <summary>A connector's settings by section.</summary>
    public Func<string, IReadOnlyDictionary<string, string>> Settings { get; init; } = _ => new Dictionary<string, string>();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>A segment of the epoch log that has reached this many bytes is followed by a new one. Tests take few.</summary>
    internal long LogSegmentBytes { get; init; } = new EpochLogOptions().SegmentBytes;

    /// <summary>Where a test breaks the query off; null outside tests.</summary>
    internal IFaultPlan? FaultPlan { get; set; }
}
