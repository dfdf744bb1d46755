using StreamFlow.Data;
using StreamFlow.Operators.Aggregates;

namespace StreamFlow.Operators.WindowAggregate;

/// <summary>What a windowed aggregation does: the node, without the plan.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Shape">Keys, aggregates, result columns with "window_start" and "window_end".</param>
/// <param name="Size">A window's length in microseconds, more than 0.</param>
/// <param name="Every">From one window's beginning to the next; more than 0, at most <paramref name="Size"/>.</param>
/// <param name="Offset">Where the first begins after the Unix epoch; 0 or more, less than <paramref name="Every"/>.</param>
/// <param name="Emit">When rows leave.</param>
/// <param name="LateRowSchema">The columns of the late-row node; null where late rows are dropped and counted.</param>
/// <param name="AllowedLateness">How long after its end a window still takes late rows, microseconds; 0 or more.</param>
public sealed record WindowAggregateSettings(
    string Name, AggregateShape Shape, long Size, long Every, long Offset, EmitMode Emit, RowSchema? LateRowSchema = null, long AllowedLateness = 0);
