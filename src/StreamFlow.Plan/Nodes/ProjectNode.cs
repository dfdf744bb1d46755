using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Plan.Nodes;

/// <summary>Rows made of expressions over the input's columns.</summary>
public sealed class ProjectNode(LogicalNode input, IReadOnlyList<ProjectedColumn> columns)
    : LogicalNode([input], new RowSchema([.. columns.Select(column => column.Field)]))
{
    public IReadOnlyList<ProjectedColumn> Columns { get; } = columns;

    public override string Name => "select";

    public override string Describe() => $"select {string.Join(", ", Columns)}";
}
