using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A function of text that makes text, on UTF-8 bytes.</summary>
internal interface ITextFunction
{
    /// <summary>Appends one row to the result.</summary>
    static abstract void Append(ReadOnlySpan<byte> text, BinaryColumn to);
}

/// <summary>Evaluates a function of text that makes text; null stays null.</summary>
internal sealed class TextFunctionEvaluator<TFunction>(FunctionExpression call) : FunctionEvaluator(call)
    where TFunction : struct, ITextFunction
{
    private readonly BinaryColumn _result = new(DataType.String);

    protected override Column Run(ColumnBatch input)
    {
        var text = (BinaryColumn)Arguments[0];
        _result.Reset();
        for (var row = 0; row < input.RowCount; row++)
            TFunction.Append(text[row], _result);
        AddNulls(_result);
        return _result;
    }
}
