using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>One branch or the other, by the row; a null test counts as false.</summary>
internal sealed class ConditionalEvaluator(ConditionalExpression expression) : ColumnEvaluator
{
    private readonly ColumnEvaluator _test = ExpressionEvaluator.Compile(expression.Test);
    private readonly BranchEvaluator _then = new(expression.Then);
    private readonly BranchEvaluator _otherwise = new(expression.Otherwise);
    private readonly ColumnBlender _blender = ColumnBlender.Create(expression.Type);
    private readonly Column _empty = Column.Create(expression.Type);
    private readonly BitBuffer _true = new();
    private readonly BitBuffer _false = new();

    public override Column Evaluate(ColumnBatch input)
    {
        var test = (BooleanColumn)_test.Evaluate(input);
        var isTrue = _true.ForRows(input.RowCount);
        var isFalse = _false.ForRows(input.RowCount);
        test.Bits.CopyTo(isTrue);
        if (test.HasNulls)
            BitmapKernel.And(isTrue, test.NullBitmap);
        BitmapKernel.Not(isTrue, isFalse);

        var then = _then.Evaluate(input, isTrue);
        var otherwise = _otherwise.Evaluate(input, isFalse);
        if (then is null || otherwise is null)
            return then ?? otherwise ?? _empty;
        return _blender.Blend(isTrue, then, otherwise);
    }
}
