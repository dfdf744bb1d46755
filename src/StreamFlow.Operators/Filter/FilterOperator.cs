using StreamFlow.Data;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Operators.Filter;

/// <summary>Passes the rows for which the condition is true: all of a batch as it is, some of it as a copy.</summary>
public sealed class FilterOperator(FilterNode node, RowConsumer output) : RowConsumer
{
    private readonly PredicateFilter _filter = new(node.Condition);
    private readonly ColumnBatch _selected = new(node.Schema);

    public override void Consume(ColumnBatch rows)
    {
        var selection = _filter.Select(rows);
        if (selection.Length == 0)
            return;
        if (selection.Length == rows.RowCount)
        {
            output.Consume(rows);
            return;
        }

        _selected.Reset();
        _selected.AppendRows(rows, selection);
        output.Consume(_selected);
    }

    public override void Advance(LaneTime time) => output.Advance(time);
}
