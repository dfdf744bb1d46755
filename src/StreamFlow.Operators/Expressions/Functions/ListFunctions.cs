using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>How many items a list has; null stays null.</summary>
internal sealed class ListLengthEvaluator(FunctionExpression call) : FunctionEvaluator(call)
{
    private readonly ValueColumn<int> _result = new(DataType.Int32);

    protected override Column Run(ColumnBatch input)
    {
        var offsets = ((ListColumn)Arguments[0]).ValueOffsets;
        var to = _result.Overwrite(input.RowCount);
        for (var row = 0; row < to.Length; row++)
            to[row] = offsets[row + 1] - offsets[row];
        AddNulls(_result);
        return _result;
    }
}

/// <summary>Whether a list has an item; null equals a null item. Null where the list is.</summary>
internal sealed class ListContainsEvaluator(FunctionExpression call) : FunctionEvaluator(call)
{
    private readonly BooleanColumn _result = new();

    protected override Column Run(ColumnBatch input)
    {
        PredicateKernel.Apply(new OfRow((ListColumn)Arguments[0], Arguments[1]), input.RowCount, _result.Overwrite(input.RowCount));
        _result.AddNullsFrom(Arguments[0]);
        return _result;
    }

    private readonly struct OfRow(ListColumn lists, Column items) : IRowPredicate
    {
        public bool Test(int row)
        {
            for (var item = lists.ValueOffsets[row]; item < lists.ValueOffsets[row + 1]; item++)
            {
                if (RowEquality.AreEqual(lists.Items, item, items, row))
                    return true;
            }

            return false;
        }
    }
}

/// <summary>The item at a position, counted from 0.</summary>
internal sealed class ElementAtEvaluator(FunctionExpression call) : FunctionEvaluator(call)
{
    private readonly Column _result = Column.Create(call.Type);

    protected override Column Run(ColumnBatch input)
    {
        var lists = (ListColumn)Arguments[0];
        var positions = (ValueColumn<int>)Arguments[1];
        _result.Reset();
        for (var row = 0; row < input.RowCount; row++)
        {
            if (IsAnyNull(row))
            {
                _result.AppendNull();
                continue;
            }

            var start = lists.ValueOffsets[row];
            var count = lists.ValueOffsets[row + 1] - start;
            if ((uint)positions[row] >= (uint)count)
                RowFault.Throw(Call, $"position {positions[row]} is outside a list of {count}", input, row);
            _result.AppendFrom(lists.Items, start + positions[row]);
        }

        return _result;
    }
}
