using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>A column of the input, as it is.</summary>
internal sealed class ColumnReader(ColumnExpression expression) : ColumnEvaluator
{
    public override Column Evaluate(ColumnBatch input)
    {
        var column = input.Columns[expression.Index];
        Invariant.Require(column.Length == input.RowCount);
        return column;
    }
}
