using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>Aggregates by key over everything so far.</summary>
internal sealed record GroupStep(int Input, int Aggregation) : Step([Input])
{
    public string Name => $"group{Number}";

    public override void Define(JobDraft draft) => draft[Number] = GroupAggregations.All[Aggregation].Define(draft[Input], Name);

    public override Stage Follow(LaneModel lane) => lane.Model.Group(this).AddLane(lane);

    public override Step Move(int number, IReadOnlyList<int> inputs) => new GroupStep(inputs[0], Aggregation) { Number = number };

    public override string ToString() => $"#{Number} <- #{Input} group, {GroupAggregations.All[Aggregation].Name}";
}
