using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary><c>text.Replace(old, new)</c>, ordinal, by the bytes.</summary>
internal sealed class ReplaceEvaluator(FunctionExpression call) : FunctionEvaluator(call)
{
    private readonly BinaryColumn _result = new(DataType.String);

    protected override Column Run(ColumnBatch input)
    {
        var text = (BinaryColumn)Arguments[0];
        var old = (BinaryColumn)Arguments[1];
        var @new = (BinaryColumn)Arguments[2];
        _result.Reset();
        for (var row = 0; row < input.RowCount; row++)
        {
            if (IsAnyNull(row))
                _result.AppendNull();
            else if (old[row].IsEmpty)
                RowFault.Throw(Call, "the text to replace is empty", input, row);
            else
                Append(text[row], old[row], @new[row]);
        }

        return _result;
    }

    private void Append(ReadOnlySpan<byte> text, ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new)
    {
        var bytes = text.Length + (text.Count(old) * (@new.Length - old.Length));
        var to = _result.Reserve(bytes);
        for (var at = text.IndexOf(old); at >= 0; at = text.IndexOf(old))
        {
            text[..at].CopyTo(to);
            @new.CopyTo(to[at..]);
            to = to[(at + @new.Length)..];
            text = text[(at + old.Length)..];
        }

        text.CopyTo(to);
        _result.Commit(bytes);
    }
}
