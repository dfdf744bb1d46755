using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>
/// An expression whose value only some rows want. If it can fail it sees only these rows, as C# evaluates only the branch it takes; otherwise it runs over all of
/// them, because choosing rows costs more.
/// </summary>
internal sealed class BranchEvaluator(ScalarExpression expression)
{
    private readonly ColumnEvaluator _evaluator = ExpressionEvaluator.Compile(expression);
    private readonly SelectedRows? _selected = Failure.IsPossible(expression) ? new SelectedRows(expression) : null;
    private readonly RowScatter _scatter = new(expression.Type);
    private int[] _rows = [];

    /// <summary>A column as long as the batch whose values mean something in the wanted rows only; null when no row is wanted.</summary>
    public Column? Evaluate(ColumnBatch input, ReadOnlySpan<byte> wanted)
    {
        var count = Bitmap.CountSet(wanted, input.RowCount);
        if (count == 0)
            return null;
        if (_selected is null || count == input.RowCount)
            return _evaluator.Evaluate(input);

        if (_rows.Length < input.RowCount)
            _rows = new int[Math.Max(input.RowCount, _rows.Length * 2)];
        var rows = _rows.AsSpan(0, BitmapKernel.Indices(wanted, input.RowCount, _rows));
        return _scatter.Spread(_evaluator.Evaluate(_selected.Gather(input, rows)), rows, input.RowCount);
    }
}
