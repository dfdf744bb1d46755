using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>A field of a nested row: its column as it is, unless the nested row is null where the field is not.</summary>
internal sealed class FieldEvaluator(FieldExpression expression) : ColumnEvaluator
{
    private readonly ColumnEvaluator _struct = ExpressionEvaluator.Compile(expression.Struct);
    private readonly Column _result = Column.Create(expression.Type);

    public override Column Evaluate(ColumnBatch input)
    {
        var nested = (StructColumn)_struct.Evaluate(input);
        var field = nested.Children[expression.Index];
        if (nested.HasNulls && !expression.Nullable)
            RowFault.Throw(expression, $"{expression.Struct} is null", input, NullRows.First(nested));
        if (NullRows.AreIn(nested, field))
            return field;

        _result.Reset();
        _result.AppendAll(field);
        _result.AddNullsFrom(nested);
        return _result;
    }
}
