using StreamFlow.Data;
using StreamFlow.Data.Kernels;

namespace StreamFlow.Operators.Expressions;

/// <summary>The opposite of a boolean; null stays null.</summary>
internal sealed class NotEvaluator(ColumnEvaluator operand) : ColumnEvaluator
{
    private readonly BooleanColumn _result = new();

    public override Column Evaluate(ColumnBatch input)
    {
        var from = (BooleanColumn)operand.Evaluate(input);
        BitmapKernel.Not(from.Bits, _result.Overwrite(input.RowCount));
        _result.CopyNullsFrom(from);
        return _result;
    }
}
