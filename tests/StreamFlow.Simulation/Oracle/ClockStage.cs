using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Oracle;

/// <summary>
/// Event time of one lane, by §4 of the design: the running maximum in offset order less the out-of-orderness; a row carries what the rows before it made of it.
/// A lane that has no row yet, or is idle, is judged at its entry by what was released without it.
/// </summary>
internal sealed class ClockStage(WatermarkStep step, IReadOnlyList<WindowModel> feeds, Action<ModelRow> tooFarAhead, IReadOnlyList<Stage> readers) : Stage
{
    private readonly long _lag = EventTime.ToMicroseconds(step.Lag);
    private readonly long? _idleAfter = step.IdleAfter is { } idle ? EventTime.ToMicroseconds(idle) : null;
    private readonly long? _maxAhead = step is { ByRecord: false, MaxAhead: { } ahead } ? EventTime.ToMicroseconds(ahead) : null;
    private long? _maximum;
    private long? _lastRowClock;
    private bool _hasNewRows;

    public bool IsOut { get; private set; }

    public long Floor { get; private set; } = EventTime.NoWatermark;

    /// <summary>Rows too far ahead in the epoch.</summary>
    public long FutureRows { get; private set; }

    public long Watermark => _maximum is { } maximum ? Math.Max(maximum - _lag, Floor) : EventTime.NoWatermark;

    public void Begin()
    {
        FutureRows = 0;
        if (IsOut || _maximum is null)
            Floor = Math.Max(Floor, feeds.Select(window => window.Released).DefaultIfEmpty(EventTime.NoWatermark).Max());
    }

    public override void Push(ModelRow row)
    {
        var time = step.ByRecord ? row.Recorded : EventTime.ToMicroseconds(row.Item.At);
        var carried = _maximum is null ? Floor : Watermark;
        _hasNewRows = true;
        if (_maxAhead is { } ahead && time - row.Recorded > ahead)
        {
            FutureRows++;
            tooFarAhead(row);
            return;
        }

        _maximum = Math.Max(_maximum ?? long.MinValue, time);
        foreach (var reader in readers)
            reader.Push(row with { Time = time, Carried = carried });
    }

    public override void Advance(ModelTime time) => throw new InvalidOperationException("a clock is advanced with what the epoch's record says");

    /// <param name="clock">The epoch's.</param>
    /// <param name="reach">How far the partition was read.</param>
    public void Advance(long clock, PartitionReach reach)
    {
        if (_hasNewRows || reach == PartitionReach.Behind || _lastRowClock is null)
            _lastRowClock = clock;
        _hasNewRows = false;
        IsOut = (_idleAfter is { } limit && clock - _lastRowClock >= limit) || (reach == PartitionReach.Finished && _maximum is null);
        foreach (var reader in readers)
            reader.Advance(new ModelTime(Watermark, IsOut));
    }
}
