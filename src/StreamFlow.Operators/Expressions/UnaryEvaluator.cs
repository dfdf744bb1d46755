using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>A value of a fixed width made of another, which cannot fail; null stays null.</summary>
internal sealed class UnaryEvaluator<T, TResult, TOperator>(ScalarExpression operand, DataType type) : ColumnEvaluator
    where T : unmanaged
    where TResult : unmanaged
    where TOperator : struct, IUnaryOperator<T, TResult>
{
    private readonly ColumnEvaluator _operand = ExpressionEvaluator.Compile(operand);
    private readonly ValueColumn<TResult> _result = new(type);

    public override Column Evaluate(ColumnBatch input)
    {
        var from = (ValueColumn<T>)_operand.Evaluate(input);
        UnaryKernel.Apply<T, TResult, TOperator>(from.Values, _result.Overwrite(input.RowCount));
        _result.CopyNullsFrom(from);
        return _result;
    }
}
