using System.Globalization;
using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary><c>ToString</c> in the invariant culture; null is empty text, as <c>Nullable&lt;T&gt;.ToString</c> has it.</summary>
internal static class ToStringCompiler
{
    public static ColumnEvaluator Compile(FunctionExpression call) => call.Arguments[0].Type.Kind switch
    {
        TypeKind.Boolean => new OfBooleans(call),
        TypeKind.Guid => new OfValues<Guid>(call),
        _ => NumericTypes.Dispatch(call.Arguments[0].Type, new Numbers(call)),
    };

    private sealed class OfValues<T>(FunctionExpression call) : FunctionEvaluator(call)
        where T : unmanaged, IUtf8SpanFormattable
    {
        // The longest of all: a decimal with sign and point has 31 characters, a guid 36.
        private const int BytesMax = 64;

        private readonly BinaryColumn _result = new(DataType.String);

        protected override Column Run(ColumnBatch input)
        {
            var values = (ValueColumn<T>)Arguments[0];
            _result.Reset();
            for (var row = 0; row < input.RowCount; row++)
            {
                var bytes = 0;
                if (!values.IsNull(row))
                    Invariant.Require(values[row].TryFormat(_result.Reserve(BytesMax), out bytes, default, CultureInfo.InvariantCulture));
                _result.Commit(bytes);
            }

            return _result;
        }
    }

    private sealed class OfBooleans(FunctionExpression call) : FunctionEvaluator(call)
    {
        private readonly BinaryColumn _result = new(DataType.String);

        protected override Column Run(ColumnBatch input)
        {
            var values = (BooleanColumn)Arguments[0];
            _result.Reset();
            for (var row = 0; row < input.RowCount; row++)
                _result.Append(values.IsNull(row) ? default : values[row] ? "True"u8 : "False"u8);
            return _result;
        }
    }

    private sealed class Numbers(FunctionExpression call) : INumericVisitor<ColumnEvaluator>
    {
        public ColumnEvaluator Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new OfValues<T>(call);
    }
}
