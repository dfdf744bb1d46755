using System.Text;
using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Whether text (or bytes) is in a list, by its bytes: looked up by a hash of them, so no string is made of a row.</summary>
internal sealed class TextInEvaluator : ColumnEvaluator
{
    private readonly ColumnEvaluator _operand;
    private readonly ByteStringSet _values = new();
    private readonly bool _hasNull;
    private readonly BooleanColumn _result = new();

    public TextInEvaluator(InExpression expression)
    {
        _operand = ExpressionEvaluator.Compile(expression.Operand);
        foreach (var value in expression.Values)
        {
            if (value.Value is null)
                _hasNull = true;
            else
                _values.Add(value.Value as byte[] ?? Encoding.UTF8.GetBytes((string)value.Value));
        }
    }

    public override Column Evaluate(ColumnBatch input)
    {
        var column = (BinaryColumn)_operand.Evaluate(input);
        var bits = _result.Overwrite(input.RowCount);
        PredicateKernel.Apply(new InSet(column, _values), input.RowCount, bits);
        InNulls.Apply(bits, column, _hasNull);
        return _result;
    }

    private readonly struct InSet(BinaryColumn column, ByteStringSet values) : IRowPredicate
    {
        public bool Test(int row) => values.Contains(column[row]);
    }
}
