using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Equal or not, of nested rows and lists: value by value, a null being equal to a null.</summary>
internal sealed class NestedEqualityEvaluator(BinaryExpression expression) : ColumnEvaluator
{
    private readonly ColumnEvaluator _left = ExpressionEvaluator.Compile(expression.Left);
    private readonly ColumnEvaluator _right = ExpressionEvaluator.Compile(expression.Right);
    private readonly BooleanColumn _result = new();

    public override Column Evaluate(ColumnBatch input)
    {
        Invariant.Require(ComparisonNulls.IsEquality(expression.Operator));
        var left = _left.Evaluate(input);
        var right = _right.Evaluate(input);
        var bits = _result.Overwrite(input.RowCount);
        PredicateKernel.Apply(new EqualRows(left, right), input.RowCount, bits);
        if (expression.Operator == BinaryOperator.NotEqual)
            BitmapKernel.Not(bits, bits);
        return _result;
    }

    private readonly struct EqualRows(Column left, Column right) : IRowPredicate
    {
        public bool Test(int row) => RowEquality.AreEqual(left, row, right, row);
    }
}
