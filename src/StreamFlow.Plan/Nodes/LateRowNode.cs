using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Plan.Nodes;

/// <summary>The rows that came after all their windows had ended for their partition, with how late they were.</summary>
public sealed class LateRowNode(WindowAggregateNode window, RowType lateRows) : LogicalNode([window], lateRows.Schema)
{
    public WindowAggregateNode Window { get; } = window;

    public RowType LateRows { get; } = lateRows;

    public override string Name => $"{Window.Name}-late-rows";

    public override bool IsSideOutput => true;

    public override string Describe() => $"late rows of {Window.Name}";
}
