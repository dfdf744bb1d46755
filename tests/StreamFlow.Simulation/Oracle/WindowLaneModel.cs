using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Oracle;

/// <summary>The rows of one lane that a windowed aggregation still needs.</summary>
internal sealed class WindowLaneModel(WindowModel window, WindowTimes times, Stage? lateRows) : Stage
{
    private readonly List<HeldRow> _rows = [];

    public IReadOnlyList<HeldRow> Rows => _rows;

    public ModelTime Time { get; private set; } = ModelTime.None;

    public long LateRows { get; private set; }

    /// <summary>How late the rows of the epoch were that came after the end of their last window.</summary>
    public List<long> Lateness { get; } = [];

    /// <summary>Rows of the epoch that came after the end of their last window, and count.</summary>
    public long AcceptedLateRows { get; private set; }

    public void Begin()
    {
        (LateRows, AcceptedLateRows) = (0, 0);
        Lateness.Clear();
    }

    public override void Push(ModelRow row)
    {
        // What was released before the epoch judges too: a lane that holds the minimum up never carries less.
        var judged = Math.Max(row.Carried, window.Released);
        var ends = times.EndsOf(row.Time);
        var counting = ends.Where(end => judged == EventTime.NoWatermark || end + window.AllowedLateness > judged).ToList();
        if (ends[^1] <= judged)
        {
            Lateness.Add(judged - ends[^1]);
            AcceptedLateRows += counting.Count > 0 ? 1 : 0;
        }

        if (counting.Count > 0)
            _rows.Add(new HeldRow(row, ends, counting, times.SliceStart(row.Time)));
        else if (lateRows is null)
            LateRows++;
        else
            lateRows.Push(row with { Item = LateRowsStep.ItemOf(row.Item, judged, judged - ends[^1]), UpdateOf = null });
    }

    public override void Advance(ModelTime time) => Time = time;

    /// <summary>Rows all of whose windows have left are needed no more; the others are no longer new.</summary>
    public void Forget(long released)
    {
        _rows.RemoveAll(row => released != EventTime.NoWatermark && row.Ends[^1] + window.AllowedLateness <= released);
        foreach (var row in _rows)
            row.IsNew = false;
    }
}
