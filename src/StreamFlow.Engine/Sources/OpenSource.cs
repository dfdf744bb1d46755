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

    private readonly IDisposable _journal;

    /// <param name="plan">The plan.</param>
    /// <param name="node">The source in it.</param>
    /// <param name="context">What the connector gets.</param>
    /// <param name="journal">The source's journal, closed with it.</param>
    public OpenSource(LogicalPlan plan, SourceNode node, ConnectorContext context, IDisposable journal)
    {
        _journal = journal;
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

    public async ValueTask DisposeAsync()
    {
        using (_journal)
            await Connection.DisposeAsync().ConfigureAwait(false);
    }
}
