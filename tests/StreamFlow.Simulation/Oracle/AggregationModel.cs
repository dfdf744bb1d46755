namespace StreamFlow.Simulation.Oracle;

/// <summary>An aggregation over all its lanes.</summary>
internal abstract class AggregationModel
{
    private LaneModel? _results;
    private IReadOnlyList<Stage> _readers = [];
    private long _nextOffset;

    public abstract string Name { get; }

    public abstract int Number { get; }

    public virtual long Released => EventTime.NoWatermark;

    /// <summary>Rows of the epoch that were late and that nobody takes as a stream.</summary>
    public virtual long LateRows => 0;

    /// <summary>Rows of the epoch that were late and still counted.</summary>
    public virtual long AcceptedLateRows => 0;

    /// <summary>Rows of windows sent again in the epoch.</summary>
    public virtual long CorrectedRows => 0;

    /// <summary>How late each late row of the epoch was, microseconds.</summary>
    public virtual IEnumerable<long> Lateness => [];

    public abstract Stage AddLane(LaneModel lane);

    public virtual void Begin()
    {
    }

    /// <summary>All lanes are advanced: what is due leaves.</summary>
    public abstract void End(bool flush);

    /// <summary>Builds what is behind it.</summary>
    public void Connect(ReferenceModel model)
    {
        _results = new LaneModel(model, new SourcePartition(Name, 0));
        _readers = _results.ReadersOf(model.Job.Steps[Number]);
    }

    protected void Emit(Jobs.Item item, long recorded, long time, long carried, object? updateOf)
    {
        var row = new ModelRow(item, _results!.Partition, _nextOffset++, recorded) { Time = time, Carried = carried, UpdateOf = updateOf };
        foreach (var reader in _readers)
            reader.Push(row);
    }

    protected void Advance(ModelTime time)
    {
        foreach (var reader in _readers)
            reader.Advance(time);
    }
}
