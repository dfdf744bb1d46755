using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>A comparison of text or bytes: ordinal, by the bytes.</summary>
internal sealed class TextComparisonEvaluator(BinaryExpression expression) : ColumnEvaluator
{
    private readonly ColumnEvaluator _left = ExpressionEvaluator.Compile(expression.Left);
    private readonly ColumnEvaluator _right = ExpressionEvaluator.Compile(expression.Right);
    private readonly BooleanColumn _result = new();

    public override Column Evaluate(ColumnBatch input)
    {
        var left = (BinaryColumn)_left.Evaluate(input);
        var right = (BinaryColumn)_right.Evaluate(input);
        var bits = _result.Overwrite(input.RowCount);
        var isEquality = ComparisonNulls.IsEquality(expression.Operator);
        switch (expression.Operator)
        {
            case BinaryOperator.Equal or BinaryOperator.NotEqual:
                PredicateKernel.Apply(new EqualRows(left, right), input.RowCount, bits);
                break;
            case BinaryOperator.Less or BinaryOperator.GreaterOrEqual:
                PredicateKernel.Apply(new LessRows(left, right), input.RowCount, bits);
                break;
            default:
                PredicateKernel.Apply(new LessRows(right, left), input.RowCount, bits);
                break;
        }

        // Bytes have a total order: "not less" is "greater or equal", once turned round and before nulls are looked at.
        var negatesOrder = expression.Operator is BinaryOperator.GreaterOrEqual or BinaryOperator.LessOrEqual;
        if (negatesOrder)
            BitmapKernel.Not(bits, bits);
        ComparisonNulls.Apply(bits, left, right, isEquality);
        if (expression.Operator == BinaryOperator.NotEqual)
            BitmapKernel.Not(bits, bits);
        return _result;
    }

    private readonly struct EqualRows(BinaryColumn left, BinaryColumn right) : IRowPredicate
    {
        public bool Test(int row) => left[row].SequenceEqual(right[row]);
    }

    private readonly struct LessRows(BinaryColumn left, BinaryColumn right) : IRowPredicate
    {
        public bool Test(int row) => left[row].SequenceCompareTo(right[row]) < 0;
    }
}
