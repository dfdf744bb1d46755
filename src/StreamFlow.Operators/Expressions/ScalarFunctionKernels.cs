using System.Collections.Frozen;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>The kernels of the scalar functions, by the names that plans hold: one line each.</summary>
public static class ScalarFunctionKernels
{
    private static readonly FrozenDictionary<string, ScalarFunction> Functions = new Dictionary<string, ScalarFunction>
    {
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names for which there is a kernel.</summary>
    public static IReadOnlyCollection<string> Names => Functions.Keys;

    internal static ColumnEvaluator Compile(FunctionExpression call) => Find(call).Compile(call);

    internal static bool CanFail(FunctionExpression call) => Find(call).CanFail;

    private static ScalarFunction Find(FunctionExpression call) =>
        Functions.TryGetValue(call.Function, out var function) ? function : throw StreamFaultException.Internal($"no kernel for the function {call}");
}
