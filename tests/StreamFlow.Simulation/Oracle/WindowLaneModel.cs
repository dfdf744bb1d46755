using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Oracle;

/// <summary>The rows of one lane that a windowed aggregation still needs.</summary>
internal sealed class WindowLaneModel(WindowModel window, WindowTimes times, Stage? lateRows) : Stage
{
    private readonly List<HeldRow> _rows = [];
    private readonly List<long> _lateness = [];

    public IReadOnlyList<HeldRow> Rows => _rows;

    public ModelTime Time { get; private set; } = ModelTime.None;

    /// <summary>Late rows of the epoch that nobody takes.</summary>
    public long LateRows { get; private set; }

    /// <summary>Late rows of the epoch that still counted.</summary>
    public long AcceptedLateRows { get; private set; }

    /// <summary>How late the epoch's late rows were, microseconds.</summary>
    public IReadOnlyList<long> Lateness => _lateness;

    public void Begin()
    {
        (LateRows, AcceptedLateRows) = (0, 0);
        _lateness.Clear();
    }

    public override void Push(ModelRow row)
    {
        // What was released before the epoch judges too: a lane that holds the minimum up never carries less.
        var judged = Math.Max(row.Carried, window.Released);
        var ends = times.EndsOf(row.Time);
        var counting = ends.Where(end => end > window.CountsAfter(judged)).ToList();
        if (judged >= ends[^1])
            _lateness.Add(judged - ends[^1]);
        if (counting.Count > 0)
        {
            _rows.Add(new HeldRow(row, ends, counting, times.SliceStart(row.Time)));
            AcceptedLateRows += judged >= ends[^1] ? 1 : 0;
        }
        else if (lateRows is null)
            LateRows++;
        else
            lateRows.Push(row with { Item = LateRowsStep.ItemOf(row.Item, judged, judged - ends[^1]), UpdateOf = null });
    }

    public override void Advance(ModelTime time) => Time = time;

    /// <summary>Rows all of whose windows are closed are needed no more; the others are no longer new.</summary>
    public void Forget(long closed)
    {
        _rows.RemoveAll(row => row.Ends[^1] <= closed);
        foreach (var row in _rows)
            row.IsNew = false;
    }
}
