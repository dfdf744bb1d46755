namespace StreamFlow.Files.Manifests;

/// <summary>
/// What a sink holds, as of one commit. Each manifest is whole: the newest alone says where a start goes on.
/// <para>Invariants: numbers rise by one; the generation never falls; files become visible only by a manifest that is published.</para>
/// </summary>
internal sealed record SinkManifest
{
    /// <summary>1 or more.</summary>
    public required long Number { get; init; }

    public required SinkIdentity Sink { get; init; }

    /// <summary>The start of the job that published it.</summary>
    public required Generation Generation { get; init; }

    /// <summary>Who published it: chosen by chance at each start, so that no two instances ever write the same manifest.</summary>
    public required string Instance { get; init; }

    /// <summary>The last epoch held; null before there was a marker.</summary>
    public EpochNumber? Epoch { get; init; }

    /// <summary>Files complete with this manifest: they get their visible names once it is published.</summary>
    public IReadOnlyList<PartEntry> Complete { get; init; } = [];

    /// <summary>Hidden files that still grow. Their rows up to the lengths given are committed, and become visible later.</summary>
    public IReadOnlyList<PartEntry> Growing { get; init; } = [];
}
