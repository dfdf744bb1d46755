using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions;

/// <summary>
/// A scalar expression, ready to run a column at a time. It owns the column it answers with and uses it again: nothing is allocated once it is warm.
/// Not thread-safe; a task has its own.
/// </summary>
public abstract class ColumnEvaluator
{
    /// <summary>
    /// The expression's value in every row of the batch: a column of the input itself, or one that belongs to the evaluator. Valid until the next call, for
    /// reading only, as long as the batch.
    /// </summary>
    /// <exception cref="StreamFaultException">A row has no result (a division by zero, a null that must not be one …): the message names it.</exception>
    public abstract Column Evaluate(ColumnBatch input);
}
