using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>A value of a fixed width made of another, which some values do not allow; null stays null.</summary>
/// <param name="expression">The whole, for the error.</param>
/// <param name="operand">What it is made of.</param>
/// <param name="problem">What is wrong with a row that has no result.</param>
internal sealed class FallibleUnaryEvaluator<T, TResult, TOperator>(ScalarExpression expression, ScalarExpression operand, string problem) : ColumnEvaluator
    where T : unmanaged
    where TResult : unmanaged
    where TOperator : struct, IFallibleUnaryOperator<T, TResult>
{
    private readonly ColumnEvaluator _operand = ExpressionEvaluator.Compile(operand);
    private readonly ValueColumn<TResult> _result = new(expression.Type);

    public override Column Evaluate(ColumnBatch input)
    {
        var from = (ValueColumn<T>)_operand.Evaluate(input);
        var to = _result.Overwrite(input.RowCount);
        _result.CopyNullsFrom(from);
        var failed = UnaryKernel.TryApply<T, TResult, TOperator>(from.Values, from.NullBitmap, to);
        if (failed >= 0)
            RowFault.Throw(expression, problem, input, failed);
        return _result;
    }
}
