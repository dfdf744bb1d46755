using StreamFlow.Data.Rows;

namespace StreamFlow.Plan.Nodes;

/// <summary>The records that gave late rows of a window, as they came, for a dead-letter topic.</summary>
public sealed class LateRecordNode(WindowAggregateNode window) : LogicalNode([window], RowType.Of<BadRecord>().Schema)
{
    public WindowAggregateNode Window { get; } = window;

    public override string Name => $"{Window.Name}-late-records";

    public override bool IsSideOutput => true;

    public override string Describe() => $"records of late rows of {Window.Name}";
}
