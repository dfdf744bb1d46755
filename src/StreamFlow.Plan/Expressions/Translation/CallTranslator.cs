using StreamFlow.Data.Rows;
using StreamFlow.Plan.Expressions.Translation.Functions;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Calls of methods: the known functions, and those that are known by their shape.</summary>
internal static class CallTranslator
{
    public static ScalarExpression Translate(Linq.MethodCallExpression node, ExpressionTranslator translator)
    {
        NonDeterminism.Refuse(node);
        if (ScalarFunctions.Find(node.Method) is { } function)
            return function.Translate(new FunctionCall(node, Operands(node), translator));
        return ContainsTranslator.TryTranslate(node, translator)
            ?? EqualsTranslator.TryTranslate(node, translator)
            ?? NullableTranslator.TryTranslate(node, translator)
            ?? ListTranslator.TryTranslate(node, translator)
            ?? throw Unknown(node);
    }

    /// <summary>The object, where there is one, then the arguments.</summary>
    private static Linq.Expression[] Operands(Linq.MethodCallExpression node) =>
        node.Object is null ? [.. node.Arguments] : [node.Object, .. node.Arguments];

    private static StreamFaultException Unknown(Linq.MethodCallExpression node)
    {
        var name = $"{RowTypeNames.Of(node.Method.DeclaringType!)}.{node.Method.Name}";
        return Refusal.Of(node, $"{name} is no column operation", RefusedMembers.WayOut(node.Method) ?? Refusal.Map);
    }
}
