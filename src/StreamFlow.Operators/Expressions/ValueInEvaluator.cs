using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>
/// Whether a value of a fixed width is in a list: compared one by one with a few, looked up among many. Equal as <see cref="IEquatable{T}"/> has it, which is what
/// <c>Contains</c> does: NaN is in a list that has NaN.
/// </summary>
internal sealed class ValueInEvaluator<T> : ColumnEvaluator
    where T : unmanaged, IEquatable<T>
{
    private const int FewMax = 8;

    private readonly ColumnEvaluator _operand;
    private readonly T[] _few;
    private readonly HashSet<T>? _many;
    private readonly bool _hasNull;
    private readonly BooleanColumn _result = new();

    public ValueInEvaluator(InExpression expression)
    {
        _operand = ExpressionEvaluator.Compile(expression.Operand);
        _few = [.. expression.Values.Where(value => value.Value is not null).Select(value => (T)value.Value!).Distinct()];
        _many = _few.Length > FewMax ? [.. _few] : null;
        _hasNull = expression.Values.Any(value => value.Value is null);
    }

    public override Column Evaluate(ColumnBatch input)
    {
        var column = (ValueColumn<T>)_operand.Evaluate(input);
        var bits = _result.Overwrite(input.RowCount);
        if (_many is null)
            PredicateKernel.Apply(new InFew(column.Values, _few), input.RowCount, bits);
        else
            PredicateKernel.Apply(new InMany(column.Values, _many), input.RowCount, bits);
        InNulls.Apply(bits, column, _hasNull);
        return _result;
    }

    private readonly ref struct InFew(ReadOnlySpan<T> values, ReadOnlySpan<T> few) : IRowPredicate
    {
        private readonly ReadOnlySpan<T> _values = values;
        private readonly ReadOnlySpan<T> _few = few;

        public bool Test(int row)
        {
            var value = _values[row];
            foreach (var candidate in _few)
            {
                if (value.Equals(candidate))
                    return true;
            }

            return false;
        }
    }

    private readonly ref struct InMany(ReadOnlySpan<T> values, HashSet<T> many) : IRowPredicate
    {
        private readonly ReadOnlySpan<T> _values = values;

        public bool Test(int row) => many.Contains(_values[row]);
    }
}
