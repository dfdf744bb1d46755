using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Which rows of a batch a condition lets through; a null condition does not.</summary>
public sealed class PredicateFilter
{
    private readonly ColumnEvaluator _predicate;
    private readonly BitBuffer _bits = new();
    private int[] _rows = [];
    private int[] _allRows = [];

    /// <param name="predicate">A boolean expression.</param>
    public PredicateFilter(ScalarExpression predicate)
    {
        Invariant.Require(predicate.Type.Kind == TypeKind.Boolean);
        _predicate = ExpressionEvaluator.Compile(predicate);
    }

    /// <summary>
    /// The rows selected, ascending; valid until the next call. As many as the batch has rows means all of them: the batch itself can go on, without a copy.
    /// </summary>
    public ReadOnlySpan<int> Select(ColumnBatch input)
    {
        var rows = input.RowCount;
        var answer = (BooleanColumn)_predicate.Evaluate(input);
        var bits = answer.Bits;
        if (answer.HasNulls)
        {
            var known = _bits.ForRows(rows);
            bits.CopyTo(known);
            BitmapKernel.And(known, answer.NullBitmap);
            bits = known;
        }

        var count = Bitmap.CountSet(bits, rows);
        if (count == rows)
            return AllRows(rows);
        if (count == 0)
            return default;
        if (_rows.Length < rows)
            _rows = new int[Math.Max(rows, _rows.Length * 2)];
        return _rows.AsSpan(0, BitmapKernel.Indices(bits, rows, _rows));
    }

    private ReadOnlySpan<int> AllRows(int rows)
    {
        var known = _allRows.Length;
        if (known < rows)
        {
            Array.Resize(ref _allRows, Math.Max(rows, known * 2));
            for (var row = known; row < _allRows.Length; row++)
                _allRows[row] = row;
        }

        return _allRows.AsSpan(0, rows);
    }
}
