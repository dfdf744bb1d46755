using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>Texts one behind the other; a null is an empty one.</summary>
internal sealed class ConcatEvaluator(FunctionExpression call) : FunctionEvaluator(call)
{
    private readonly BinaryColumn _result = new(DataType.String);

    protected override Column Run(ColumnBatch input)
    {
        _result.Reset();
        for (var row = 0; row < input.RowCount; row++)
        {
            var bytes = 0;
            foreach (var argument in Arguments)
                bytes = checked(bytes + Part(argument, row).Length);
            var to = _result.Reserve(bytes);
            foreach (var argument in Arguments)
            {
                var part = Part(argument, row);
                part.CopyTo(to);
                to = to[part.Length..];
            }

            _result.Commit(bytes);
        }

        return _result;
    }

    private static ReadOnlySpan<byte> Part(Column column, int row) => column.IsNull(row) ? default : ((BinaryColumn)column)[row];
}
