using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Oracle;

/// <summary>An aggregation over everything so far: keeps every row, and gives each key that changed once an epoch.</summary>
internal sealed class GroupModel(GroupStep step) : AggregationModel
{
    private readonly SortedDictionary<(SourcePartition Partition, int Path), List<Item>> _lanes = [];
    private readonly HashSet<object> _changed = [];
    private readonly GroupAggregation _aggregation = GroupAggregations.All[step.Aggregation];

    public override string Name => step.Name;

    public override int Number => step.Number;

    public override Stage AddLane(LaneModel lane)
    {
        var rows = new List<Item>();
        _lanes.Add((lane.Partition, lane.NextPath(step)), rows);
        return new GroupLane(this, rows);
    }

    public override void End(bool flush)
    {
        foreach (var key in _changed)
        {
            var parts = _lanes.Values.Select(lane => lane.Where(row => _aggregation.KeyOf(row).Equals(key)).ToList()).Where(part => part.Count > 0);
            Emit(_aggregation.Result(key, new GroupParts([.. parts])), recorded: 0, EventTime.NoWatermark, EventTime.NoWatermark, updateOf: key);
        }

        _changed.Clear();
        Advance(ModelTime.None);
    }

    private sealed class GroupLane(GroupModel group, List<Item> rows) : Stage
    {
        public override void Push(ModelRow row)
        {
            rows.Add(row.Item);
            group._changed.Add(group._aggregation.KeyOf(row.Item));
        }

        public override void Advance(ModelTime time)
        {
        }
    }
}
