using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>Other rows, made by a delegate: one each, or any number.</summary>
internal sealed record MapStep(int Input, bool IsFlat) : Step([Input])
{
    public override void Define(JobDraft draft) => draft[Number] = IsFlat ? draft[Input].FlatMap(Many) : draft[Input].Map(One);

    public override Stage Follow(LaneModel lane) =>
        lane.Rows(this, row => IsFlat ? Many(row.Item).Select(item => row with { Item = item }) : [row with { Item = One(row.Item) }]);

    public override Step Move(int number, IReadOnlyList<int> inputs) => new MapStep(inputs[0], IsFlat) { Number = number };

    public override string ToString() => $"#{Number} <- #{Input} {(IsFlat ? "flat map" : "map")}";

    private static Item One(Item row) => row with { Key = row.Key.ToUpperInvariant(), Value = row.Value ^ 21 };

    private static IEnumerable<Item> Many(Item row)
    {
        for (var i = 0; i < ((row.Value % 3) + 3) % 3; i++)
            yield return row with { Value = row.Value + i };
    }
}
