using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>The rows of two streams, or of one twice.</summary>
internal sealed record UnionStep(int Left, int Right) : Step([Left, Right])
{
    public override void Define(JobDraft draft) => draft[Number] = draft[Left].Union(draft[Right]);

    public override Stage Follow(LaneModel lane) => lane.Rows(this, row => [row]);

    public override Step Move(int number, IReadOnlyList<int> inputs) => new UnionStep(inputs[0], inputs[1]) { Number = number };

    public override string ToString() => $"#{Number} <- #{Left}, #{Right} union";
}
