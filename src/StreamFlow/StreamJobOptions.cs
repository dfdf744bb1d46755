using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace StreamFlow;

/// <summary>How a job runs. Bound from the section <c>StreamFlow</c>, then <c>StreamFlow:Jobs:&lt;job&gt;</c>, then the command line. None of it changes the rows that are committed.</summary>
public sealed class StreamJobOptions
{
    /// <summary>Part of the names of consumer groups and transactional ids, so that two environments on one cluster do not meet. Default "streamflow".</summary>
    [Required]
    public string Application { get; set; } = "streamflow";

    /// <summary>When an epoch begins. Default: every second.</summary>
    [Required]
    public Trigger Trigger { get; set; } = Trigger.Every(TimeSpan.FromSeconds(1));

    /// <summary>Default <see cref="ProcessingGuarantee.ExactlyOnce"/>.</summary>
    public ProcessingGuarantee Guarantee { get; set; }

    /// <summary>Where the epoch log and the checkpoints of this job are kept: one directory a job. Required; the command line's default is <c>checkpoints/&lt;job&gt;</c>.</summary>
    [Required]
    public string CheckpointDirectory { get; set; } = "";

    /// <summary>How often state is written. 0 (after every epoch) to 1 day; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Worker threads, 1 to 1024; each owns some of the partitions. Default 1.</summary>
    [Range(1, 1024)]
    public int Workers { get; set; } = 1;

    /// <summary>An epoch is cut at this many rows, over all partitions, except with the trigger Once. 1 or more; default 500,000.</summary>
    [Range(1, long.MaxValue)]
    public long? MaxRowsPerEpoch { get; set; }

    /// <summary>The epoch log reaches the disk before the sinks commit. False leaves that to the system: it survives a killed process, not a power cut. Default true.</summary>
    public bool FlushLog { get; set; } = true;

    /// <summary>State of an operator that the job no longer has may be dropped. Default false.</summary>
    public bool AllowStateDrop { get; set; }

    /// <summary>Finish what the epoch log says, write a checkpoint, and end. Default false.</summary>
    public bool RecoverOnly { get; set; }

    /// <summary>A run that ends by itself sends its open windows at its end. Default false.</summary>
    public bool FlushAtEnd { get; set; }

    /// <summary>Where sources without a checkpoint begin: "earliest", "latest", or null for what each says itself.</summary>
    [RegularExpression("earliest|latest", ErrorMessage = "StartFrom is 'earliest' or 'latest'")]
    public string? StartFrom { get; set; }

    /// <summary>
    /// Where records go that are no rows, unless the job takes them as a stream: for Kafka sources a topic of their cluster, made with one partition if it does not exist. They go there in the
    /// commit of everything else, with their own key, value and headers. Part of the plan, as a sink is. Null (the default) leaves them to <c>OnBadRecord</c>.
    /// </summary>
    [RegularExpression("[A-Za-z0-9._-]{1,249}", ErrorMessage = "DeadLetters is the name of a topic: letters, digits, '.', '_' and '-', 249 at most")]
    public string? DeadLetters { get; set; }

    /// <summary>Late rows that no window takes any more go to <see cref="DeadLetters"/>, too, as the records that they came from. Default false: they are dropped and counted.</summary>
    public bool DeadLetterLateRows { get; set; }

    /// <summary>The job's own settings, by name; names ignore case.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sinks to believe in place of their markers: name → the last epoch that it holds.</summary>
    public IDictionary<string, long> AssumedSinks { get; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Settings of connectors by section, such as "Kafka", flat: <c>bootstrap.servers</c> → value.</summary>
    public IDictionary<string, IReadOnlyDictionary<string, string>> Connectors { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Where log messages go. Default nowhere; a host puts its own here.</summary>
    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;
}
