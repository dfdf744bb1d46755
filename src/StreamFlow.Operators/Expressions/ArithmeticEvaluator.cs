using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Two values of a fixed width into one, which cannot fail; null where either side is.</summary>
internal sealed class ArithmeticEvaluator<T, TOperator>(ScalarExpression left, ScalarExpression right, DataType type) : ColumnEvaluator
    where T : unmanaged
    where TOperator : struct, IArithmeticOperator<T>
{
    private readonly Operand<T> _left = new(left);
    private readonly Operand<T> _right = new(right);
    private readonly ValueColumn<T> _result = new(type);

    public override Column Evaluate(ColumnBatch input)
    {
        var leftColumn = _left.Evaluate(input);
        var rightColumn = _right.Evaluate(input);
        var to = _result.Overwrite(input.RowCount);
        if (leftColumn is not null)
            _result.AddNullsFrom(leftColumn);
        if (rightColumn is not null)
            _result.AddNullsFrom(rightColumn);

        if (leftColumn is not null && rightColumn is not null)
            Apply(new SpanOperand<T>(leftColumn.Values), new SpanOperand<T>(rightColumn.Values), to);
        else if (leftColumn is not null)
            Apply(new SpanOperand<T>(leftColumn.Values), new ConstantOperand<T>(_right.Constant), to);
        else if (rightColumn is not null)
            Apply(new ConstantOperand<T>(_left.Constant), new SpanOperand<T>(rightColumn.Values), to);
        else
            Apply(new ConstantOperand<T>(_left.Constant), new ConstantOperand<T>(_right.Constant), to);
        return _result;
    }

    private static void Apply<TLeft, TRight>(TLeft left, TRight right, Span<T> to)
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct => ArithmeticKernel.Apply<T, TOperator, TLeft, TRight>(left, right, to);
}
