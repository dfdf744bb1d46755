using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary><c>string.IsNullOrEmpty</c> and <c>string.IsNullOrWhiteSpace</c>; never null.</summary>
internal sealed class NoTextEvaluator(FunctionExpression call, bool orWhiteSpace) : FunctionEvaluator(call)
{
    private readonly BooleanColumn _result = new();

    protected override Column Run(ColumnBatch input)
    {
        PredicateKernel.Apply(new OfRow((BinaryColumn)Arguments[0], orWhiteSpace), input.RowCount, _result.Overwrite(input.RowCount));
        return _result;
    }

    private readonly struct OfRow(BinaryColumn text, bool orWhiteSpace) : IRowPredicate
    {
        public bool Test(int row) =>
            text.IsNull(row) || text[row].IsEmpty || (orWhiteSpace && WhiteSpace.TrimStart(text[row]).IsEmpty);
    }
}
