using System.Text;
using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary><c>text.Substring(start)</c> and <c>text.Substring(start, length)</c>, counted in UTF-16 code units.</summary>
internal sealed class SubstringEvaluator(FunctionExpression call) : FunctionEvaluator(call)
{
    private readonly BinaryColumn _result = new(DataType.String);

    protected override Column Run(ColumnBatch input)
    {
        var text = (BinaryColumn)Arguments[0];
        var starts = (ValueColumn<int>)Arguments[1];
        var lengths = Arguments.Length > 2 ? (ValueColumn<int>)Arguments[2] : null;
        _result.Reset();
        for (var row = 0; row < input.RowCount; row++)
        {
            if (IsAnyNull(row))
                _result.AppendNull();
            else if (!TryAppend(text[row], starts[row], lengths is null ? null : lengths[row]))
                RowFault.Throw(Call, "start or length are outside the text", input, row);
        }

        return _result;
    }

    private bool TryAppend(ReadOnlySpan<byte> text, int start, int? length)
    {
        if (Ascii.IsValid(text))
        {
            if (!IsInside(text.Length, start, length))
                return false;
            _result.Append(text.Slice(start, length ?? (text.Length - start)));
            return true;
        }

        using var utf16 = new Utf16Text(text);
        if (!IsInside(utf16.Chars.Length, start, length))
            return false;
        Utf16Text.Append(utf16.Chars.Slice(start, length ?? (utf16.Chars.Length - start)), _result);
        return true;
    }

    private static bool IsInside(int textLength, int start, int? length) =>
        start >= 0 && start <= textLength && length is not < 0 && start <= textLength - (length ?? 0);
}
