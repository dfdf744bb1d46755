using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Oracle;

/// <summary>All ways of the rows of one partition (or of one aggregation's results) through the job, up to the next aggregations.</summary>
internal sealed class LaneModel(ReferenceModel model, SourcePartition partition)
{
    private readonly Dictionary<int, int> _paths = [];
    private readonly List<ModelRow> _tooFarAhead = [];
    private readonly List<ClockStage> _clocks = [];
    private Stage? _good;
    private Stage? _bad;

    public ReferenceModel Model => model;

    public SourcePartition Partition => partition;

    public IReadOnlyList<ClockStage> Clocks => _clocks;

    /// <summary>Records left out in the epoch because nobody takes bad ones as a stream.</summary>
    public long SkippedRecords { get; private set; }

    public long RowCount { get; private set; }

    public long Watermark => _clocks.Count == 0 ? EventTime.NoWatermark : _clocks.Min(clock => clock.Watermark);

    public bool IsOut => _clocks.Count != 0 && _clocks.TrueForAll(clock => clock.IsOut);

    public long Floor => _clocks.Count == 0 ? EventTime.NoWatermark : _clocks.Max(clock => clock.Floor);

    /// <summary>The lane of a source's partition. Ways of bad records are numbered before those of the rows.</summary>
    public static LaneModel OfSource(ReferenceModel model, SourceStep source, int partition)
    {
        var lane = new LaneModel(model, new SourcePartition(SourceStep.NameOf(source.Source), partition));
        lane._bad = model.Job.Order.OfType<BadRecordsStep>().FirstOrDefault(step => step.Source == source.Number)?.Follow(lane);
        lane._good = source.Follow(lane);
        return lane;
    }

    public void Begin()
    {
        (RowCount, SkippedRecords) = (0, 0);
        foreach (var clock in _clocks)
            clock.Begin();
    }

    /// <summary>A record of the partition, in offset order.</summary>
    public void Push(ModelRow row, bool isBad)
    {
        if (isBad)
        {
            PushBad(row);
            return;
        }

        RowCount++;
        _good!.Push(row);
        foreach (var ahead in _tooFarAhead)
            PushBad(ahead);
        _tooFarAhead.Clear();
    }

    public void Advance(long clock, PartitionReach reach)
    {
        foreach (var one in _clocks)
            one.Advance(clock, reach);
    }

    /// <summary>Who takes a step's rows.</summary>
    public IReadOnlyList<Stage> ReadersOf(Step step) => [.. model.Job.Readers(step.Number).Select(reader => reader.Follow(this))];

    public Stage Rows(Step step, Func<ModelRow, IEnumerable<ModelRow>> made) => new RowStage(made, ReadersOf(step));

    /// <summary>Which of several ways of this lane to a step this one is.</summary>
    public int NextPath(Step step)
    {
        var path = _paths.GetValueOrDefault(step.Number);
        _paths[step.Number] = path + 1;
        return path;
    }

    public Stage Clock(WatermarkStep step)
    {
        var clock = new ClockStage(step, model.WindowsFedBy(step), _tooFarAhead.Add, ReadersOf(step));
        _clocks.Add(clock);
        return clock;
    }

    private void PushBad(ModelRow row)
    {
        if (_bad is null)
            SkippedRecords++;
        else
            _bad.Push(row);
    }
}
