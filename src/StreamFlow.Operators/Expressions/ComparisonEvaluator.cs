using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>A comparison of values of a fixed width. "Greater" comes as "less" with the sides exchanged, "not equal" as "equal" turned round.</summary>
internal sealed class ComparisonEvaluator<T, TOperator>(ScalarExpression left, ScalarExpression right, bool isEquality, bool negated) : ColumnEvaluator
    where T : unmanaged
    where TOperator : struct, IComparisonOperator<T>
{
    private readonly Operand<T> _left = new(left);
    private readonly Operand<T> _right = new(right);
    private readonly BooleanColumn _result = new();

    public override Column Evaluate(ColumnBatch input)
    {
        var leftColumn = _left.Evaluate(input);
        var rightColumn = _right.Evaluate(input);
        var bits = _result.Overwrite(input.RowCount);

        if (leftColumn is not null && rightColumn is not null)
            Apply(new SpanOperand<T>(leftColumn.Values), new SpanOperand<T>(rightColumn.Values), input.RowCount, bits);
        else if (leftColumn is not null)
            Apply(new SpanOperand<T>(leftColumn.Values), new ConstantOperand<T>(_right.Constant), input.RowCount, bits);
        else if (rightColumn is not null)
            Apply(new ConstantOperand<T>(_left.Constant), new SpanOperand<T>(rightColumn.Values), input.RowCount, bits);
        else
            Apply(new ConstantOperand<T>(_left.Constant), new ConstantOperand<T>(_right.Constant), input.RowCount, bits);

        ComparisonNulls.Apply(bits, leftColumn, rightColumn, isEquality);
        if (negated)
            BitmapKernel.Not(bits, bits);
        return _result;
    }

    private static void Apply<TLeft, TRight>(TLeft left, TRight right, int rows, Span<byte> bits)
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct => ComparisonKernel.Apply<T, TOperator, TLeft, TRight>(left, right, rows, bits);
}
