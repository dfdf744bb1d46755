using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>The operand as it is; a null in it is an error.</summary>
internal sealed class RequireEvaluator(RequireExpression expression) : ColumnEvaluator
{
    private readonly ColumnEvaluator _operand = ExpressionEvaluator.Compile(expression.Operand);

    public override Column Evaluate(ColumnBatch input)
    {
        var column = _operand.Evaluate(input);
        if (column.HasNulls)
            RowFault.Throw(expression, $"{expression.What} is null", input, NullRows.First(column));
        return column;
    }
}
