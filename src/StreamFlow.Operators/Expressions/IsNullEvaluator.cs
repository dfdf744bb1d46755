using StreamFlow.Data;
using StreamFlow.Data.Kernels;

namespace StreamFlow.Operators.Expressions;

/// <summary>Whether there is no value.</summary>
internal sealed class IsNullEvaluator(ColumnEvaluator operand) : ColumnEvaluator
{
    private readonly BooleanColumn _result = new();

    public override Column Evaluate(ColumnBatch input)
    {
        var column = operand.Evaluate(input);
        var bits = _result.Overwrite(input.RowCount);
        if (column.HasNulls)
            BitmapKernel.Not(column.NullBitmap, bits);
        else
            bits.Clear();
        return _result;
    }
}
