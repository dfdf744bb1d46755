using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Arithmetic that may be impossible in a row: division of integers, decimals. Null where either side is, and then no error.</summary>
internal sealed class FallibleArithmeticEvaluator<T, TOperator>(BinaryExpression expression) : ColumnEvaluator
    where T : unmanaged
    where TOperator : struct, IFallibleOperator<T>
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

        int failed;
        if (left is not null && right is not null)
            failed = Apply(new SpanOperand<T>(left.Values), new SpanOperand<T>(right.Values), to);
        else if (left is not null)
            failed = Apply(new SpanOperand<T>(left.Values), new ConstantOperand<T>(_right.Constant), to);
        else if (right is not null)
            failed = Apply(new ConstantOperand<T>(_left.Constant), new SpanOperand<T>(right.Values), to);
        else
            failed = Apply(new ConstantOperand<T>(_left.Constant), new ConstantOperand<T>(_right.Constant), to);
        if (failed >= 0)
            RowFault.Throw(expression, Reason(right is null ? _right.Constant : right[failed]), input, failed);
        return _result;
    }

    private int Apply<TLeft, TRight>(TLeft left, TRight right, Span<T> to)
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct => FallibleKernel.Apply<T, TOperator, TLeft, TRight>(left, right, _result.NullBitmap, to);

    private string Reason(T divisor) =>
        expression.Operator is BinaryOperator.Divide or BinaryOperator.Remainder && EqualityComparer<T>.Default.Equals(divisor, default)
            ? "a division by zero"
            : $"the result does not fit into {expression.Type}";
}
