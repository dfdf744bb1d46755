using System.Linq.Expressions;
using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>Keeps some rows.</summary>
internal sealed record WhereStep(int Input, int Choice) : Step([Input])
{
    private static readonly Expression<Func<Item, bool>>[] Conditions =
    [
        row => row.Value % 3 != 0,
        row => row.Key != "k1",
        row => row.Value > 60 || row.Key == "k0",
        row => row.Value % 10 == 7,
        row => row.Weight < 0.8,
        row => !(row.Weight > 0.3 && row.Value % 2 == 0),
    ];

    private static readonly Func<Item, bool>[] Compiled = [.. Conditions.Select(condition => condition.Compile())];

    public static int Choices => Conditions.Length;

    /// <summary>How many of them, the first ones, do not ask for the weight.</summary>
    public static int ChoicesWithoutWeight => Conditions.Length - 2;

    public override void Define(JobDraft draft) => draft[Number] = draft[Input].Where(Conditions[Choice]);

    public override Stage Follow(LaneModel lane) => lane.Rows(this, row => Compiled[Choice](row.Item) ? [row] : []);

    public override Step Move(int number, IReadOnlyList<int> inputs) => new WhereStep(inputs[0], Choice) { Number = number };

    public override string ToString() => $"#{Number} <- #{Input} where {Conditions[Choice].Body}";
}
