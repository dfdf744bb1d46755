using StreamFlow.Simulation.Oracle;

namespace StreamFlow.Simulation.Jobs.Steps;

/// <summary>Says what a row's event time is.</summary>
/// <param name="Input">Whose rows.</param>
/// <param name="Lag">The allowed out-of-orderness.</param>
/// <param name="ByRecord">The record's own timestamp; else the row's time.</param>
/// <param name="IdleAfter">A partition without a row for so long is left out of the minimum.</param>
/// <param name="MaxAhead">A row further ahead of its record is a bad record; null for no limit.</param>
internal sealed record WatermarkStep(int Input, TimeSpan Lag, bool ByRecord, TimeSpan? IdleAfter, TimeSpan? MaxAhead) : Step([Input])
{
    public override void Define(JobDraft draft) => draft[Number] = ByRecord
        ? draft[Input].WithWatermark(Lag, IdleAfter)
        : draft[Input].WithWatermark(row => row.At, Lag, IdleAfter, MaxAhead ?? Timeout.InfiniteTimeSpan);

    public override Stage Follow(LaneModel lane) => lane.Clock(this);

    public override Step Move(int number, IReadOnlyList<int> inputs) => new WatermarkStep(inputs[0], Lag, ByRecord, IdleAfter, MaxAhead) { Number = number };

    public override string ToString() =>
        $"#{Number} <- #{Input} watermark {(ByRecord ? "of the record" : "of the row")}, {Lag.TotalSeconds} s out of order, idle after {IdleAfter?.TotalSeconds.ToString() ?? "-"} s, ahead {MaxAhead?.ToString() ?? "-"}";
}
