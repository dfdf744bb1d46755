using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Makes a batch of other columns out of a batch: a view over its evaluators' columns, with the same rows and the same origin.</summary>
public sealed class Projection
{
    private readonly ColumnEvaluator[] _values;
    private readonly ColumnBatch _output;

    public Projection(IReadOnlyList<ProjectedColumn> columns)
        : this(columns, new RowSchema([.. columns.Select(column => column.Field)]))
    {
    }

    /// <param name="columns">What the output is made of.</param>
    /// <param name="schema">The output's schema, the columns' fields in order.</param>
    public Projection(IReadOnlyList<ProjectedColumn> columns, RowSchema schema)
    {
        Invariant.Require(columns.Count == schema.Count);
        foreach (var column in columns)
            Invariant.Require(column.Field.Type.Equals(column.Value.Type));
        Schema = schema;
        _values = [.. columns.Select(column => ExpressionEvaluator.Compile(column.Value))];
        _output = new ColumnBatch(schema);
    }

    /// <summary>The output's schema.</summary>
    public RowSchema Schema { get; }

    /// <summary>The output for a batch; valid until the next call, and as long as the batch.</summary>
    public ColumnBatch Evaluate(ColumnBatch input)
    {
        for (var i = 0; i < _values.Length; i++)
            _output.Columns[i] = _values[i].Evaluate(input);
        _output.Origin = input.Origin;
        _output.RowCount = input.RowCount;
        return _output;
    }
}
