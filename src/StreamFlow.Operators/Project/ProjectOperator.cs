using StreamFlow.Data;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Operators.Project;

/// <summary>Rows of expressions over the input's columns; where they come from stays beside them.</summary>
public sealed class ProjectOperator(ProjectNode node, RowConsumer output) : RowConsumer
{
    private readonly Projection _projection = new(node.Columns, node.Schema);

    public override void Consume(ColumnBatch rows) => output.Consume(_projection.Evaluate(rows));

    public override void Advance(LaneTime time) => output.Advance(time);
}
