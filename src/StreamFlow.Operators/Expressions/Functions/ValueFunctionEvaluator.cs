using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A function of two values of a fixed width.</summary>
internal interface IValueFunction<T1, T2, TResult>
{
    /// <summary>The result, or false where C# throws.</summary>
    static abstract bool TryInvoke(T1 first, T2 second, out TResult result);
}

/// <summary>Evaluates a function of two values of a fixed width; null where either is.</summary>
/// <param name="call">The call.</param>
/// <param name="problem">What is wrong with a row that has no result.</param>
internal sealed class ValueFunctionEvaluator<T1, T2, TResult, TFunction>(FunctionExpression call, string problem = "") : FunctionEvaluator(call)
    where T1 : unmanaged
    where T2 : unmanaged
    where TResult : unmanaged
    where TFunction : struct, IValueFunction<T1, T2, TResult>
{
    private readonly ValueColumn<TResult> _result = new(call.Type);

    protected override Column Run(ColumnBatch input)
    {
        var first = ((ValueColumn<T1>)Arguments[0]).Values;
        var second = ((ValueColumn<T2>)Arguments[1]).Values;
        var to = _result.Overwrite(input.RowCount);
        AddNulls(_result);
        for (var row = 0; row < to.Length; row++)
        {
            if (!TFunction.TryInvoke(first[row], second[row], out to[row]) && !_result.IsNull(row))
                RowFault.Throw(Call, problem, input, row);
        }

        return _result;
    }
}
