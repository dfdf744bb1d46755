using System.Linq.Expressions;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Expressions;
using StreamFlow.Plan.Expressions.Translation;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Definition;

/// <summary>Puts the columns that a sink needs beside the row (key, timestamp) into the plan.</summary>
internal static class SinkColumns
{
    public static LogicalNode Project(JobDefinition job, LogicalNode input, RowType rows, SinkSpec sink)
    {
        if (sink.ExtraColumns.Count == 0)
            return input;
        var own = input.Schema.Fields.Select((field, i) => new ProjectedColumn(field, new ColumnExpression(i, field.Name, field.Type, field.Nullable)));
        return job.Add(new ProjectNode(input, [.. own, .. Of(sink, rows)]));
    }

    /// <summary>The extra columns over rows of the type.</summary>
    public static IEnumerable<ProjectedColumn> Of(SinkSpec sink, RowType rows) => sink.ExtraColumns.Select(extra => Column(extra, rows));

    private static ProjectedColumn Column(ExtraColumn extra, RowType rows)
    {
        var value = ScalarTranslator.Translate(WithoutBoxing(extra.Value), rows);
        return new ProjectedColumn(new Field(extra.Name, value.Type) { Nullable = value.Nullable, Part = extra.Part }, value);
    }

    /// <summary>A key is written as <c>Func&lt;T, object?&gt;</c>; the box around it is the compiler's.</summary>
    private static LambdaExpression WithoutBoxing(LambdaExpression lambda) =>
        lambda.Body is System.Linq.Expressions.UnaryExpression { NodeType: ExpressionType.Convert } boxed && boxed.Type == typeof(object)
            ? Expression.Lambda(boxed.Operand, lambda.Parameters)
            : lambda;
}
