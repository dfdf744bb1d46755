using StreamFlow.Operators.Expressions.Functions;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Which expressions can fail in a row. One that cannot is evaluated over all rows, needed or not: that is cheaper than choosing.</summary>
internal static class Failure
{
    public static bool IsPossible(ScalarExpression expression) => IsPossibleHere(expression) || expression.Operands.Any(IsPossible);

    private static bool IsPossibleHere(ScalarExpression expression) => expression switch
    {
        RequireExpression require => require.Operand.Nullable,
        FieldExpression field => field.Struct.Nullable && !field.Nullable,
        BinaryExpression binary => BinaryCompiler.CanFail(binary),
        ConvertExpression convert => ConvertCompiler.CanFail(convert),
        FunctionExpression function => ScalarFunctionKernels.CanFail(function),
        _ => false,
    };
}
