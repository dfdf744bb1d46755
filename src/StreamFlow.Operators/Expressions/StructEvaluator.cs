using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>A nested row: a view over the columns of its parts, nothing is copied.</summary>
internal sealed class StructEvaluator : ColumnEvaluator
{
    private readonly ColumnEvaluator[] _values;
    private readonly Column[] _columns;
    private readonly StructColumn _result;

    public StructEvaluator(StructExpression expression)
    {
        _values = [.. expression.Values.Select(ExpressionEvaluator.Compile)];
        _columns = [.. expression.Values.Select(value => Column.Create(value.Type))];
        _result = new StructColumn(expression.Type, _columns);
    }

    public override Column Evaluate(ColumnBatch input)
    {
        for (var i = 0; i < _values.Length; i++)
            _columns[i] = _values[i].Evaluate(input);
        _result.Show(input.RowCount);
        return _result;
    }
}
