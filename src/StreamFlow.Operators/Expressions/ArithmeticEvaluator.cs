using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Arithmetic that cannot fail; null where either side is.</summary>
internal sealed class ArithmeticEvaluator<T, TOperator>(BinaryExpression expression) : ColumnEvaluator
    where T : unmanaged
    where TOperator : struct, IArithmeticOperator<T>
{
    private readonly Operand<T> _left = new(expression.Left);
    private readonly Operand<T> _right = new(expression.Right);
    private readonly ValueColumn<T> _result = new(expression.Type);

    public override Column Evaluate(ColumnBatch input)
    {
        var left = _left.Evaluate(input);
        var right = _right.Evaluate(input);
        var to = _result.Overwrite(input.RowCount);
        if (left is not null)
            _result.AddNullsFrom(left);
        if (right is not null)
            _result.AddNullsFrom(right);

        if (left is null)
            Apply(new ConstantOperand<T>(_left.Constant), new SpanOperand<T>(right!.Values), to);
        else if (right is null)
            Apply(new SpanOperand<T>(left.Values), new ConstantOperand<T>(_right.Constant), to);
        else
            Apply(new SpanOperand<T>(left.Values), new SpanOperand<T>(right.Values), to);
        return _result;
    }

    private static void Apply<TLeft, TRight>(TLeft left, TRight right, Span<T> to)
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct => ArithmeticKernel.Apply<T, TOperator, TLeft, TRight>(left, right, to);
}
