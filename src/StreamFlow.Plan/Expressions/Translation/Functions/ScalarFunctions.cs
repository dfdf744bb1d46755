using System.Collections.Frozen;
using System.Reflection;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>The functions that lambdas may call: one line a family. Their kernels are in StreamFlow.Operators, under the same names.</summary>
internal static class ScalarFunctions
{
    private static readonly FrozenDictionary<MemberInfo, ScalarFunction> ByMember = new[]
    {
        TextFunctions.All,
        TextSearchFunctions.All,
        TextComparisonFunctions.All,
        ConcatFunction.All,
        ToStringFunction.All,
        MathFunctions.All,
        RoundFunction.All,
        TimeFunctions.All,
        TimeArithmetic.All,
        DurationFunctions.All,
    }.SelectMany(family => family).SelectMany(function => function.Members, (function, member) => (function, member)).ToFrozenDictionary(pair => Definition(pair.member), pair => pair.function);

    public static ScalarFunction? Find(MemberInfo member) => ByMember.GetValueOrDefault(Definition(member));

    /// <summary>The member as its declaring type has it: reflection gives another object for one that was reached through a derived type.</summary>
    private static MemberInfo Definition(MemberInfo member) => member switch
    {
        MethodInfo { IsGenericMethod: true } method => method.GetGenericMethodDefinition(),
        _ => member,
    };
}
