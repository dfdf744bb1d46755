using System.Reflection;
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
        var method = Resolve(node);
        if (ScalarFunctions.Find(method) is { } function)
            return function.Translate(new FunctionCall(node, Operands(node), translator));
        return ContainsTranslator.TryTranslate(node, translator)
            ?? EqualsTranslator.TryTranslate(node, translator)
            ?? NullableTranslator.TryTranslate(node, translator)
            ?? ListTranslator.TryTranslate(node, translator)
            ?? throw Refusal.Of(
                node,
                $"{RowTypeNames.Of(method.DeclaringType!)}.{method.Name} is no column operation",
                RefusedMembers.WayOut(method) ?? Refusal.Map);
    }

    /// <summary>The method as the object's own type has it: the compiler names the one of object, say, for ToString().</summary>
    private static MethodInfo Resolve(Linq.MethodCallExpression node) =>
        node is { Method: { IsVirtual: true, IsGenericMethod: false } method, Object.Type: { IsInterface: false } type }
            ? type.GetMethod(method.Name, [.. method.GetParameters().Select(parameter => parameter.ParameterType)]) ?? method
            : node.Method;

    /// <summary>The object, where there is one, then the arguments.</summary>
    private static Linq.Expression[] Operands(Linq.MethodCallExpression node) =>
        node.Object is null ? [.. node.Arguments] : [node.Object, .. node.Arguments];
}
