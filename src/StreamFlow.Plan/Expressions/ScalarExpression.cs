using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>
/// A typed expression over the columns of one row: what an author's lambda says, in a form that can be compared, printed, hashed and run a column at a time.
/// Null follows C#: arithmetic on null is null, an ordering comparison with null is false, null equals null.
/// Its text (<see cref="object.ToString"/>) is canonical: two expressions with the same text do the same, and the plan's hash is made of it.
/// </summary>
/// <param name="Type">The type of the result.</param>
/// <param name="Nullable">Whether the result may be null.</param>
public abstract record ScalarExpression(DataType Type, bool Nullable)
{
    /// <summary>The expressions that this one is made of.</summary>
    public virtual IReadOnlyList<ScalarExpression> Operands => [];

    /// <summary>The canonical text.</summary>
    public sealed override string ToString() => Text;

    protected abstract string Text { get; }
}
