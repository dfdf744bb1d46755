using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>And, or: the right side counts only where the left does not decide. A null decides nothing, as C#'s <c>bool?</c> operators have it.</summary>
internal sealed class LogicalEvaluator(BinaryExpression expression) : ColumnEvaluator
{
    private readonly ColumnEvaluator _left = ExpressionEvaluator.Compile(expression.Left);
    private readonly BranchEvaluator _right = new(expression.Right);
    private readonly bool _isAnd = expression.Operator == BinaryOperator.And;
    private readonly BooleanColumn _result = new();
    private readonly BitBuffer _wanted = new();
    private readonly BitBuffer _validity = new();

    public override Column Evaluate(ColumnBatch input)
    {
        var left = (BooleanColumn)_left.Evaluate(input);
        var wanted = _wanted.ForRows(input.RowCount);
        for (var i = 0; i < wanted.Length; i++)
        {
            var decided = _isAnd ? ~left.Bits[i] : left.Bits[i];
            wanted[i] = (byte)~(left.HasNulls ? decided & left.NullBitmap[i] : decided);
        }

        var right = (BooleanColumn?)_right.Evaluate(input, wanted);
        if (right is null)
            return left;
        Combine(left, right, wanted, input.RowCount);
        return _result;
    }

    private void Combine(BooleanColumn left, BooleanColumn right, ReadOnlySpan<byte> wanted, int rows)
    {
        var to = _result.Overwrite(rows);
        var leftBits = left.Bits;
        var rightBits = right.Bits;
        if (!left.HasNulls && !right.HasNulls)
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = (byte)(_isAnd ? leftBits[i] & rightBits[i] : leftBits[i] | rightBits[i]);
            return;
        }

        var leftValid = left.NullBitmap;
        var rightValid = right.NullBitmap;
        var validity = _validity.ForRows(rows);
        for (var i = 0; i < to.Length; i++)
        {
            var lv = leftValid.IsEmpty ? 0xFF : leftValid[i];
            var rv = (rightValid.IsEmpty ? 0xFF : rightValid[i]) & wanted[i];
            var bothTrue = lv & leftBits[i] & rv & rightBits[i];
            var bothFalse = lv & ~leftBits[i] & rv & ~rightBits[i];
            var anyTrue = (lv & leftBits[i]) | (rv & rightBits[i]);
            var anyFalse = (lv & ~leftBits[i]) | (rv & ~rightBits[i]);
            to[i] = (byte)(_isAnd ? bothTrue : anyTrue);
            validity[i] = (byte)(_isAnd ? bothTrue | anyFalse : anyTrue | bothFalse);
        }

        _result.SetValidity(validity);
    }
}
