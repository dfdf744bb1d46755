using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Plan.Aggregates;

/// <summary>What an author's <c>Select</c> over groups says, taken apart: keys and aggregates to keep, and a projection over their results.</summary>
/// <param name="Keys">The key's columns over the input: one named "key" for a scalar key, one a member for a composite key, none without a key.</param>
/// <param name="Calls">The aggregates, each once.</param>
/// <param name="Results">What the aggregation gives: the key's columns, "window_start" and "window_end" (only for windows), then one column a call.</param>
/// <param name="Columns">The author's projection over <paramref name="Results"/>.</param>
/// <param name="Output">The author's row type.</param>
public sealed record AggregateProjection(
    IReadOnlyList<ProjectedColumn> Keys,
    IReadOnlyList<AggregateCall> Calls,
    RowSchema Results,
    IReadOnlyList<ProjectedColumn> Columns,
    RowType Output)
{
    /// <summary>Why the aggregates may come out differently when they run again, as a sentence; null when they cannot.</summary>
    public string? WhyNotReplayable => Calls.FirstOrDefault(call => call.Custom?.GetType().IsDefined(typeof(NonDeterministicAttribute), inherit: true) == true) is { } call
        ? $"the aggregate {call.CustomName} is marked NonDeterministic"
        : null;
}
