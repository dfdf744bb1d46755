using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>Aggregates by key and window.</summary>
/// <param name="Input">Whose rows.</param>
/// <param name="Size">A window's length.</param>
/// <param name="Every">From one window to the next.</param>
/// <param name="Offset">Where the first begins after the Unix epoch.</param>
/// <param name="Aggregation">Key and aggregates, of <see cref="WindowAggregations"/>.</param>
/// <param name="OnUpdate">Whether changed rows leave at each epoch's end.</param>
/// <param name="TakesLateRows">Whether late rows are a stream; else they are counted.</param>
/// <param name="AllowedLateness">How long after its end a window takes late rows.</param>
internal sealed record WindowStep(
    int Input, TimeSpan Size, TimeSpan Every, TimeSpan Offset, int Aggregation, bool OnUpdate, bool TakesLateRows, TimeSpan AllowedLateness) : Step([Input])
{
    /// <summary>Whether a later row of a key and window replaces an earlier one.</summary>
    public bool GivesUpdates => OnUpdate || AllowedLateness > TimeSpan.Zero;

    public string Name => $"window{Number}";

    public override void Define(JobDraft draft)
    {
        var spec = Size == Every ? Window.Tumbling(Size, Offset) : Window.Hopping(Size, Every, Offset);
        draft[Number] = WindowAggregations.All[Aggregation].Define(draft[Input], spec, this, late => draft.LateRows[Number] = late);
    }

    public override Stage Follow(LaneModel lane) => lane.Model.Window(this).AddLane(lane);

    public override Step Move(int number, IReadOnlyList<int> inputs) =>
        new WindowStep(inputs[0], Size, Every, Offset, Aggregation, OnUpdate, TakesLateRows, AllowedLateness) { Number = number };

    public override string ToString() =>
        $"#{Number} <- #{Input} window {Size.TotalSeconds} s every {Every.TotalSeconds} s offset {Offset.TotalSeconds} s, {WindowAggregations.All[Aggregation].Name}"
        + $"{(OnUpdate ? ", on update" : "")}{(AllowedLateness > TimeSpan.Zero ? $", {AllowedLateness.TotalSeconds} s of lateness allowed" : "")}{(TakesLateRows ? ", late rows as a stream" : "")}";
}
