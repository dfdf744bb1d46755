namespace StreamFlow.Connectors;

/// <summary>What a sink remembers of the epochs it holds.</summary>
public readonly record struct SinkMarker
{
    private SinkMarker(bool isTracked, EpochNumber? epoch) => (IsTracked, Epoch) = (isTracked, epoch);

    /// <summary>The sink keeps no marker (console, at least once): every epoch in the log was delivered.</summary>
    public static SinkMarker NotTracked { get; } = new(false, null);

    /// <summary>The sink has never committed an epoch of this job, or has forgotten it.</summary>
    public static SinkMarker Missing { get; } = new(true, null);

    public bool IsTracked { get; }

    /// <summary>The last epoch that the sink holds; null where there is none.</summary>
    public EpochNumber? Epoch { get; }

    public static SinkMarker At(EpochNumber epoch) => new(true, epoch);
}
