using StreamFlow.Data;
using StreamFlow.Plan.Aggregates;
using StreamFlow.Plan.Expressions;
using StreamFlow.State.Groups;
using StreamFlow.State.Keys;

namespace StreamFlow.Operators.Aggregates;

/// <summary>What an aggregation groups by and computes: what the operators take from a plan's node.</summary>
/// <param name="Keys">The key's columns over the input; none for one group of everything.</param>
/// <param name="Calls">The aggregates, each once.</param>
/// <param name="Results">The key's columns, for windows "window_start" and "window_end", then one column a call.</param>
public sealed record AggregateShape(IReadOnlyList<ProjectedColumn> Keys, IReadOnlyList<AggregateCall> Calls, RowSchema Results)
{
    /// <summary>What stored groups consist of, in canonical text.</summary>
    public string Signature =>
        $"keys [{string.Join(", ", Keys.Select(key => $"{key.Value}:{key.Field.Type}{(key.Value.Nullable ? "?" : "")}"))}] " +
        $"calls [{string.Join(", ", Calls.Select(call => $"{call}:{call.Argument?.Type}→{call.Type}{(call.Nullable ? "?" : "")}"))}]";

    internal KeyCodec CreateKeyCodec() => new([.. Keys.Select(key => (key.Field.Type, key.Value.Nullable))]);

    internal Accumulator[] CreateAccumulators() => AccumulatorRegistry.CreateAll(Calls);
}
