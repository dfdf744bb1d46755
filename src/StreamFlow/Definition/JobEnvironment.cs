using StreamFlow.Connectors;

namespace StreamFlow.Definition;

/// <summary>What a job's definition gets from whoever runs it.</summary>
/// <param name="Settings">Settings by name; names ignore case.</param>
internal sealed record JobEnvironment(IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Gives the source to use in place of the job's own, by its name: how a job's test feeds it.</summary>
    public Func<SourceSpec, string, SourceSpec> ReplaceSource { get; init; } = (source, _) => source;

    /// <summary>Where bad records go that the job does not take itself; null where the sources' policy decides.</summary>
    public DeadLetterRequest? DeadLetters { get; init; }

    /// <summary>The environment of a run.</summary>
    public static JobEnvironment Of(StreamJobOptions options) => new(new Dictionary<string, string>(options.Settings, StringComparer.OrdinalIgnoreCase))
    {
        DeadLetters = options.DeadLetters is { } place ? new DeadLetterRequest(place, options.DeadLetterLateRows) : null,
    };

    /// <summary>Gives the sink to use in place of the job's own.</summary>
    public Func<SinkSpec, string, SinkSpec> ReplaceSink { get; init; } = (sink, _) => sink;
}
