using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Equal or not, of booleans.</summary>
internal sealed class BooleanEqualityEvaluator(BinaryExpression expression) : ColumnEvaluator
{
    private readonly ColumnEvaluator _left = ExpressionEvaluator.Compile(expression.Left);
    private readonly ColumnEvaluator _right = ExpressionEvaluator.Compile(expression.Right);
    private readonly BooleanColumn _result = new();

    public override Column Evaluate(ColumnBatch input)
    {
        Invariant.Require(ComparisonNulls.IsEquality(expression.Operator));
        var left = (BooleanColumn)_left.Evaluate(input);
        var right = (BooleanColumn)_right.Evaluate(input);
        var bits = _result.Overwrite(input.RowCount);
        BitmapKernel.Same(left.Bits, right.Bits, bits);
        ComparisonNulls.Apply(bits, left, right, isEquality: true);
        if (expression.Operator == BinaryOperator.NotEqual)
            BitmapKernel.Not(bits, bits);
        return _result;
    }
}
