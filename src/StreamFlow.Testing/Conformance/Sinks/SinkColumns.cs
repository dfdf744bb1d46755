using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Expressions;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>Rows as the batches that a query would hand to the sink: the columns that the target holds, then the sink's extra ones.</summary>
internal sealed class SinkColumns
{
    private const long PoisonId = 999_999_937;

    private readonly ColumnBatch _rows = new(RowType.Of<ConformanceRow>().Schema);
    private readonly Projection _projection;

    public SinkColumns(SinkSpec sink, IReadOnlyCollection<string> notHeld)
    {
        var type = RowType.Of<ConformanceRow>();
        if (notHeld.FirstOrDefault(name => type.IndexOf(name) < 0) is { } unknown)
            throw new CheckFailure($"{nameof(SinkConformance.ColumnsNotHeld)} names '{unknown}', which is no column of {nameof(ConformanceRow)}");
        var left = notHeld.Select(type.IndexOf).ToHashSet();
        var own = type.Schema.Fields.Index().Where(field => !left.Contains(field.Index))
            .Select(field => new ProjectedColumn(field.Item, new ColumnExpression(field.Index, field.Item.Name, field.Item.Type, field.Item.Nullable)));
        ProjectedColumn[] columns = [.. own, .. Definition.SinkColumns.Of(sink, type)];
        Schema = new RowSchema([.. columns.Select(column => column.Field)]);
        _projection = new Projection(columns, Schema);
    }

    public RowSchema Schema { get; }

    /// <summary>The rows as a batch that is valid until the next call.</summary>
    public ColumnBatch Of(IEnumerable<ConformanceRow> rows)
    {
        _rows.Reset();
        foreach (var row in rows)
            RowWriter.For<ConformanceRow>().Append(_rows, row);
        return _projection.Evaluate(_rows);
    }

    /// <summary>Spoils the memory of the last batch: who still reads it shows it.</summary>
    public void Poison()
    {
        var spoilt = ConformanceRows.Ordinary(PoisonId, 0, 0) with { Text = new string('?', 1000) };
        _ = Of(Enumerable.Repeat(spoilt, _rows.RowCount));
    }
}
