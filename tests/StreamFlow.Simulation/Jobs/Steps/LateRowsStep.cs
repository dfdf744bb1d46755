using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>The late rows of a window, as rows.</summary>
internal sealed record LateRowsStep(int WindowStep) : Step([WindowStep])
{
    public override bool TakesMainRows => false;

    public static Item ItemOf(Item row, long watermark, long lateBy) =>
        new(row.Key, EventTime.ToDateTimeOffset(watermark), row.Value, EventTime.ToTimeSpan(lateBy).TotalSeconds);

    public override void Define(JobDraft draft) =>
        draft[Number] = draft.LateRows[WindowStep].Select(late => new Item(late.Row.Key, late.Watermark, late.Row.Value, late.LateBy.TotalSeconds));

    public override Stage Follow(LaneModel lane) => lane.Rows(this, row => [row]);

    public override Step Move(int number, IReadOnlyList<int> inputs) => new LateRowsStep(inputs[0]) { Number = number };

    public override string ToString() => $"#{Number} late rows of #{WindowStep}";
}
