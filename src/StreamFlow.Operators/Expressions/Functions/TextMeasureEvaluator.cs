using System.Text;
using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A number about one or two texts. The second is empty where there is only one.</summary>
internal interface ITextMeasure
{
    static abstract int Invoke(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second);
}

/// <summary>Evaluates a number about texts or bytes; null where any of them is.</summary>
internal sealed class TextMeasureEvaluator<TMeasure>(FunctionExpression call) : FunctionEvaluator(call)
    where TMeasure : struct, ITextMeasure
{
    private readonly ValueColumn<int> _result = new(DataType.Int32);

    protected override Column Run(ColumnBatch input)
    {
        var first = (BinaryColumn)Arguments[0];
        var second = Arguments.Length > 1 ? (BinaryColumn)Arguments[1] : null;
        var to = _result.Overwrite(input.RowCount);
        for (var row = 0; row < to.Length; row++)
            to[row] = TMeasure.Invoke(first[row], second is null ? default : second[row]);
        AddNulls(_result);
        return _result;
    }
}

/// <summary>UTF-16 code units, as <c>string.Length</c> counts.</summary>
internal readonly struct TextLength : ITextMeasure
{
    public static int Invoke(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => Encoding.UTF8.GetCharCount(first);
}

internal readonly struct ByteLength : ITextMeasure
{
    public static int Invoke(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => first.Length;
}

/// <summary>Where the second text begins in the first, in UTF-16 code units, or -1.</summary>
internal readonly struct TextIndexOf : ITextMeasure
{
    public static int Invoke(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var at = first.IndexOf(second);
        return at <= 0 ? at : Encoding.UTF8.GetCharCount(first[..at]);
    }
}
