using StreamFlow.Data;

namespace StreamFlow.Operators;

/// <summary>Hands the same rows to several consumers, one after the other in the order of the plan.</summary>
public sealed class FanOut(IReadOnlyList<RowConsumer> outputs) : RowConsumer
{
    private readonly RowConsumer[] _outputs = [.. outputs];

    /// <summary>One consumer for any number of them.</summary>
    public static RowConsumer To(IReadOnlyList<RowConsumer> outputs) => outputs.Count switch
    {
        0 => NoConsumer.Instance,
        1 => outputs[0],
        _ => new FanOut(outputs),
    };

    public override void Consume(ColumnBatch rows)
    {
        foreach (var output in _outputs)
            output.Consume(rows);
    }

    public override void Advance(LaneTime time)
    {
        foreach (var output in _outputs)
            output.Advance(time);
    }
}
