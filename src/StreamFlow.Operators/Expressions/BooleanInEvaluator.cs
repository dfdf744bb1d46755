using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Whether a boolean is in a list.</summary>
internal sealed class BooleanInEvaluator(InExpression expression) : ColumnEvaluator
{
    private readonly ColumnEvaluator _operand = ExpressionEvaluator.Compile(expression.Operand);
    private readonly bool _hasTrue = expression.Values.Any(value => value.Value is true);
    private readonly bool _hasFalse = expression.Values.Any(value => value.Value is false);
    private readonly bool _hasNull = expression.Values.Any(value => value.Value is null);
    private readonly BooleanColumn _result = new();

    public override Column Evaluate(ColumnBatch input)
    {
        var column = (BooleanColumn)_operand.Evaluate(input);
        var bits = _result.Overwrite(input.RowCount);
        if (_hasTrue == _hasFalse)
            bits.Fill(_hasTrue ? (byte)0xFF : (byte)0);
        else if (_hasTrue)
            column.Bits.CopyTo(bits);
        else
            BitmapKernel.Not(column.Bits, bits);
        InNulls.Apply(bits, column, _hasNull);
        return _result;
    }
}
