using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A function of any arguments: evaluates them, then hands their columns on.</summary>
internal abstract class FunctionEvaluator : ColumnEvaluator
{
    private readonly ColumnEvaluator[] _evaluators;

    protected FunctionEvaluator(FunctionExpression call)
    {
        Call = call;
        _evaluators = [.. call.Arguments.Select(ExpressionEvaluator.Compile)];
        Arguments = new Column[_evaluators.Length];
    }

    protected FunctionExpression Call { get; }

    /// <summary>The arguments' columns of the batch at hand.</summary>
    protected Column[] Arguments { get; }

    public sealed override Column Evaluate(ColumnBatch input)
    {
        for (var i = 0; i < _evaluators.Length; i++)
            Arguments[i] = _evaluators[i].Evaluate(input);
        return Run(input);
    }

    protected abstract Column Run(ColumnBatch input);

    /// <summary>Makes the result null where any argument is. Plans give such functions no nulls, but a row outside a branch may have one.</summary>
    protected void AddNulls(Column result)
    {
        foreach (var argument in Arguments)
            result.AddNullsFrom(argument);
    }

    /// <summary>Whether any argument is null in the row.</summary>
    protected bool IsAnyNull(int row)
    {
        foreach (var argument in Arguments)
        {
            if (argument.IsNull(row))
                return true;
        }

        return false;
    }
}
