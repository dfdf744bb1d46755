using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>One side of an operator: an evaluator, or a constant with a value that the kernel takes as it is.</summary>
internal readonly struct Operand<T>
    where T : unmanaged
{
    public Operand(ScalarExpression expression)
    {
        if (ConstantFolding.Fold(expression) is ConstantExpression { Value: T value })
            Constant = value;
        else
            Evaluator = ExpressionEvaluator.Compile(expression);
    }

    /// <summary>Null where the operand is <see cref="Constant"/>.</summary>
    public ColumnEvaluator? Evaluator { get; }

    public T Constant { get; }

    public ValueColumn<T>? Evaluate(ColumnBatch input) => (ValueColumn<T>?)Evaluator?.Evaluate(input);
}
