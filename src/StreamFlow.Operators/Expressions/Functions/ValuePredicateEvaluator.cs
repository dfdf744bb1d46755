using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A yes-or-no function of one value of a fixed width; null stays null.</summary>
internal sealed class ValuePredicateEvaluator<T, TOperator>(FunctionExpression call) : FunctionEvaluator(call)
    where T : unmanaged
    where TOperator : struct, IUnaryOperator<T, bool>
{
    private readonly BooleanColumn _result = new();

    protected override Column Run(ColumnBatch input)
    {
        PredicateKernel.Apply(new OfRow((ValueColumn<T>)Arguments[0]), input.RowCount, _result.Overwrite(input.RowCount));
        AddNulls(_result);
        return _result;
    }

    private readonly struct OfRow(ValueColumn<T> values) : IRowPredicate
    {
        public bool Test(int row) => TOperator.Invoke(values[row]);
    }
}
