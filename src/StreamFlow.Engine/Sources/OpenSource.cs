using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Plan;
using StreamFlow.Plan.Analysis;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Engine.Sources;

/// <summary>A source that a query reads: its connection and the columns that the job uses.</summary>
internal sealed class OpenSource : IAsyncDisposable
{
    private readonly IReadOnlyList<int> _used;

    public OpenSource(LogicalPlan plan, SourceNode node, ConnectorContext context)
    {
        Node = node;
        Connection = node.Spec.Open(context);
        _used = ColumnUsage.Of(plan, node);
        Columns = new RowSchema([.. _used.Select(index => node.Schema[index])]);
    }

    public SourceNode Node { get; }

    public SourceConnection Connection { get; }

    /// <summary>What the reader decodes.</summary>
    public RowSchema Columns { get; }

    /// <summary>A batch of the source's full schema over what a reader decodes; columns that nobody uses are empty.</summary>
    public ColumnBatch FullView(ColumnBatch decoded)
    {
        var columns = Node.Schema.Fields.Select(field => Column.Create(field.Type)).ToArray();
        for (var i = 0; i < _used.Count; i++)
            columns[_used[i]] = decoded.Columns[i];
        return new ColumnBatch(Node.Schema, columns, decoded.Origin);
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
