using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>-1, 0 or 1 by the order of two texts' bytes; null comes first and equals null.</summary>
internal sealed class CompareTextEvaluator(FunctionExpression call) : FunctionEvaluator(call)
{
    private readonly ValueColumn<int> _result = new(DataType.Int32);

    protected override Column Run(ColumnBatch input)
    {
        var left = (BinaryColumn)Arguments[0];
        var right = (BinaryColumn)Arguments[1];
        var to = _result.Overwrite(input.RowCount);
        for (var row = 0; row < to.Length; row++)
        {
            to[row] = (left.IsNull(row), right.IsNull(row)) switch
            {
                (true, true) => 0,
                (true, false) => -1,
                (false, true) => 1,
                _ => Math.Sign(left[row].SequenceCompareTo(right[row])),
            };
        }

        return _result;
    }
}
