using StreamFlow.Operators.Expressions.Functions;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Turns scalar expressions into evaluators.</summary>
public static class ExpressionEvaluator
{
    /// <summary>An evaluator for the expression. What is constant in it is worked out here, once.</summary>
    /// <exception cref="StreamFaultException">There is no kernel for an operator or function on these types: an error in StreamFlow, as plans are checked before.</exception>
    public static ColumnEvaluator Compile(ScalarExpression expression) => CompileAsIs(ConstantFolding.Fold(expression));

    /// <summary>As <see cref="Compile"/>, for an expression that cannot be folded.</summary>
    internal static ColumnEvaluator CompileAsIs(ScalarExpression expression) => expression switch
    {
        ColumnExpression column => new ColumnReader(column),
        ConstantExpression constant => new ConstantEvaluator(constant),
        UnaryExpression unary => UnaryCompiler.Compile(unary),
        BinaryExpression binary => BinaryCompiler.Compile(binary),
        ConditionalExpression conditional => new ConditionalEvaluator(conditional),
        CoalesceExpression coalesce => new CoalesceEvaluator(coalesce),
        ConvertExpression convert => ConvertCompiler.Compile(convert),
        IsNullExpression isNull => new IsNullEvaluator(Compile(isNull.Operand)),
        RequireExpression require => new RequireEvaluator(require),
        FieldExpression field => new FieldEvaluator(field),
        StructExpression nested => new StructEvaluator(nested),
        InExpression membership => InCompiler.Compile(membership),
        FunctionExpression function => ScalarFunctionKernels.Compile(function),
        _ => throw StreamFaultException.Internal($"no evaluator for {expression.GetType().Name} {expression}"),
    };
}
