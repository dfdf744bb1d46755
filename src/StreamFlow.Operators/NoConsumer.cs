using StreamFlow.Data;

namespace StreamFlow.Operators;

/// <summary>Takes rows and does nothing with them.</summary>
public sealed class NoConsumer : RowConsumer
{
    private NoConsumer()
    {
    }

    public static NoConsumer Instance { get; } = new();

    public override void Consume(ColumnBatch rows)
    {
    }

    public override void Advance(LaneTime time)
    {
    }
}
