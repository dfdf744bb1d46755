using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A yes-or-no function of two texts. Valid UTF-8 can be searched by its bytes: no character begins inside another.</summary>
internal interface ITextPredicate
{
    static abstract bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part);
}

/// <summary>Evaluates a yes-or-no function of two texts; null where either is.</summary>
internal sealed class TextPredicateEvaluator<TPredicate>(FunctionExpression call) : FunctionEvaluator(call)
    where TPredicate : struct, ITextPredicate
{
    private readonly BooleanColumn _result = new();

    protected override Column Run(ColumnBatch input)
    {
        var rows = new OfRow((BinaryColumn)Arguments[0], (BinaryColumn)Arguments[1]);
        PredicateKernel.Apply(rows, input.RowCount, _result.Overwrite(input.RowCount));
        AddNulls(_result);
        return _result;
    }

    private readonly struct OfRow(BinaryColumn text, BinaryColumn part) : IRowPredicate
    {
        public bool Test(int row) => TPredicate.Invoke(text[row], part[row]);
    }
}

internal readonly struct ContainsText : ITextPredicate
{
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part) => text.IndexOf(part) >= 0;
}

internal readonly struct StartsWithText : ITextPredicate
{
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part) => text.StartsWith(part);
}

internal readonly struct EndsWithText : ITextPredicate
{
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part) => text.EndsWith(part);
}
