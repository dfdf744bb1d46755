using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Plan.Aggregates;

/// <summary>One aggregate over the rows of a group. Calls with the same text share one accumulator.</summary>
/// <param name="Function">
/// <c>count</c> (rows), <c>count_if</c> (rows where the argument is true), <c>count_value</c> (rows where it is not null), <c>sum</c>, <c>min</c>, <c>max</c>,
/// <c>first</c>, <c>last</c>, <c>variance</c>, <c>stddev</c> (of the sample), <c>count_distinct</c>, or <c>custom</c>.
/// </param>
/// <param name="Argument">The value taken from each row; null for <c>count</c>.</param>
/// <param name="Type">The type of the result.</param>
/// <param name="Nullable">Whether the result may be null.</param>
public sealed record AggregateCall(string Function, ScalarExpression? Argument, DataType Type, bool Nullable)
{
    /// <summary>For <c>custom</c>: the author's <c>AggregateFunction&lt;V, A, R&gt;</c>.</summary>
    public object? Custom { get; init; }

    /// <summary>For <c>custom</c>: its name, which stands in plans and checkpoints.</summary>
    public string? CustomName { get; init; }

    /// <summary>The canonical text.</summary>
    public override string ToString() => $"{CustomName ?? Function}({Argument})";
}
