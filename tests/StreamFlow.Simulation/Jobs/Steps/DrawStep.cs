using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>Draws a weight for each row: a delegate that gives another one each time, and says so. Nobody can say which weights come, only that all sinks have the same.</summary>
internal sealed record DrawStep(int Input) : Step([Input])
{
    public override void Define(JobDraft draft)
    {
        var draw = draft.Draw;
        draft[Number] = draft[Input].Map([NonDeterministic] (row) => row with { Weight = draw() });
    }

    public override Stage Follow(LaneModel lane) => lane.Rows(this, row => [row]);

    public override Step Move(int number, IReadOnlyList<int> inputs) => new DrawStep(inputs[0]) { Number = number };

    public override string ToString() => $"#{Number} <- #{Input} draws a weight";
}
