using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>The same value in every row; written again only when a batch is longer than all before.</summary>
internal sealed class ConstantEvaluator : ColumnEvaluator
{
    private readonly Column _value;
    private readonly Column _result;

    public ConstantEvaluator(ConstantExpression expression)
    {
        _value = Column.Create(expression.Type);
        _result = Column.Create(expression.Type);
        _value.AppendStored(expression.Value);
    }

    public override Column Evaluate(ColumnBatch input)
    {
        while (_result.Length < input.RowCount)
            _result.AppendFrom(_value, 0);
        _result.Truncate(input.RowCount);
        return _result;
    }
}
