namespace StreamFlow;

/// <summary>What a commit group of sinks answered when it was asked for the last epoch that it holds.</summary>
public readonly record struct SinkMarker
{
    private SinkMarker(bool tracks, EpochNumber? epoch)
    {
        IsTracked = tracks;
        Epoch = epoch;
    }

    /// <summary>It has no marker: it never saw this job, or lost what it knew of it.</summary>
    public static SinkMarker None => new(tracks: true, epoch: null);

    /// <summary>It keeps no marker (at least once): it is taken to hold everything that was logged.</summary>
    public static SinkMarker NotTracked => new(tracks: false, epoch: null);

    /// <summary>Whether the group keeps a marker at all.</summary>
    public bool IsTracked { get; }

    /// <summary>The epoch of the marker; 0 for a group that knows the job and holds nothing; null where there is none.</summary>
    public EpochNumber? Epoch { get; }

    /// <summary>It holds this epoch and all before it.</summary>
    public static SinkMarker At(EpochNumber epoch) => new(tracks: true, epoch);

    public override string ToString() => !IsTracked ? "not tracked" : Epoch is { } epoch ? $"epoch {epoch}" : "none";
}
