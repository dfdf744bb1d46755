using System.Linq.Expressions;
using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>Other rows, made of expressions.</summary>
internal sealed record SelectStep(int Input, int Choice) : Step([Input])
{
    private static readonly Expression<Func<Item, Item>>[] Projections =
    [
        row => new Item(row.Key, row.At, (row.Value * 2) + 1, row.Weight / 3),
        row => new Item(row.Value % 2 == 0 ? "even" : row.Key, row.At, row.Value, row.Weight * row.Weight),
        row => new Item(row.Key + "'", row.At, row.Value - 50, 1 - row.Weight),
        row => new Item("one", row.At, row.Key == "k2" ? 0 : row.Value, row.Weight),
    ];

    private static readonly Func<Item, Item>[] Compiled = [.. Projections.Select(projection => projection.Compile())];

    public static int Choices => Projections.Length;

    public override void Define(JobDraft draft) => draft[Number] = draft[Input].Select(Projections[Choice]);

    public override Stage Follow(LaneModel lane) => lane.Rows(this, row => [row with { Item = Compiled[Choice](row.Item) }]);

    public override Step Move(int number, IReadOnlyList<int> inputs) => new SelectStep(inputs[0], Choice) { Number = number };

    public override string ToString() => $"#{Number} <- #{Input} select {Projections[Choice].Body}";
}
