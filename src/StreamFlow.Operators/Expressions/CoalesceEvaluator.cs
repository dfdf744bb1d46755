using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>The value, or something else where it is null.</summary>
internal sealed class CoalesceEvaluator(CoalesceExpression expression) : ColumnEvaluator
{
    private readonly ColumnEvaluator _value = ExpressionEvaluator.Compile(expression.Value);
    private readonly BranchEvaluator _otherwise = new(expression.Otherwise);
    private readonly ColumnBlender _blender = ColumnBlender.Create(expression.Type);
    private readonly BitBuffer _null = new();

    public override Column Evaluate(ColumnBatch input)
    {
        var value = _value.Evaluate(input);
        if (!value.HasNulls)
            return value;
        var isNull = _null.ForRows(input.RowCount);
        BitmapKernel.Not(value.NullBitmap, isNull);
        var otherwise = _otherwise.Evaluate(input, isNull);
        return _blender.Blend(value.NullBitmap, value, otherwise!);
    }
}
