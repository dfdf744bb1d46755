using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Works out what does not depend on the row. What fails stays as it is: it is an error only once there is a row.</summary>
internal static class ConstantFolding
{
    private static readonly RowSchema NoColumns = new([]);

    public static ScalarExpression Fold(ScalarExpression expression)
    {
        if (expression is ConstantExpression || expression.Type.Kind is TypeKind.Struct or TypeKind.List || !IsConstant(expression))
            return expression;
        try
        {
            var column = ExpressionEvaluator.CompileAsIs(expression).Evaluate(new ColumnBatch(NoColumns) { RowCount = 1 });
            return new ConstantExpression(ColumnValue.Read(column, 0), expression.Type);
        }
        catch (StreamFaultException fault) when (fault.Origin == FaultOrigin.User)
        {
            return expression;
        }
    }

    private static bool IsConstant(ScalarExpression expression) => expression is not ColumnExpression && expression.Operands.All(IsConstant);
}
