using StreamFlow.Plan.Expressions;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Plan.Analysis;

/// <summary>Which columns of a source the job reads: only those are decoded.</summary>
public sealed class ColumnUsage
{
    private readonly LogicalPlan _plan;

    private ColumnUsage(LogicalPlan plan) => _plan = plan;

    /// <summary>The indices of the columns of the source's rows that anything behind it uses, ascending.</summary>
    public static IReadOnlyList<int> Of(LogicalPlan plan, SourceNode source) => [.. new ColumnUsage(plan).UsedBehind(source).Order()];

    private HashSet<int> UsedBehind(LogicalNode node)
    {
        var used = new HashSet<int>();
        foreach (var reader in _plan.ReadersOf(node))
            used.UnionWith(UsedBy(reader, node));
        return used;
    }

    private IEnumerable<int> UsedBy(LogicalNode reader, LogicalNode input) => reader switch
    {
        BadRecordNode => [],
        FilterNode filter => UsedBehind(reader).Concat(Columns(filter.Condition)),
        WatermarkNode watermark => UsedBehind(reader).Concat(watermark.EventTime is null ? [] : Columns(watermark.EventTime)),
        UnionNode => UsedBehind(reader),
        ProjectNode project => project.Columns.SelectMany(column => Columns(column.Value)),
        WindowAggregateNode { HasLateRows: false } window => Aggregated(window.Aggregates),
        GroupAggregateNode group => Aggregated(group.Aggregates),
        _ => Enumerable.Range(0, input.Schema.Count),
    };

    private static IEnumerable<int> Aggregated(Aggregates.AggregateProjection aggregates) =>
        aggregates.Keys.SelectMany(key => Columns(key.Value))
            .Concat(aggregates.Calls.SelectMany(call => call.Argument is null ? [] : Columns(call.Argument)));

    private static IEnumerable<int> Columns(ScalarExpression expression) =>
        expression is ColumnExpression column ? [column.Index] : expression.Operands.SelectMany(Columns);
}
