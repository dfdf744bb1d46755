using System.Reflection;
using StreamFlow.Data.Rows;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>A function over columns and the CLR methods and properties that it stands for.</summary>
/// <param name="Members">Methods and property getters' properties; generic ones as definitions.</param>
/// <param name="Translate">From a call of one of them to the expression.</param>
internal sealed record ScalarFunction(IReadOnlyList<MemberInfo> Members, Func<FunctionCall, ScalarExpression> Translate)
{
    /// <summary>A function that takes what the CLR member takes, none of it null, and gives what it gives.</summary>
    public static ScalarFunction Direct(string name, params IReadOnlyList<MemberInfo> members) => new(members, call => call.As(name));

    /// <summary>One method.</summary>
    public static MethodInfo Method(Type type, string name, params Type[] parameters) =>
        type.GetMethod(name, parameters) ?? throw new MissingMethodException(type.FullName, name);

    /// <summary>All overloads of a method that take and give only what columns hold, or how to compare and round.</summary>
    public static IReadOnlyList<MethodInfo> Methods(Type type, params string[] names) =>
        [.. type.GetMethods().Where(method => names.Contains(method.Name) && !method.IsGenericMethod && IsScalar(method.ReturnType)
            && method.GetParameters().All(parameter => IsArgument(parameter.ParameterType)))];

    public static PropertyInfo Property(Type type, string name) =>
        type.GetProperty(name) ?? throw new MissingMemberException(type.FullName, name);

    private static bool IsScalar(Type type) => ScalarTypes.TryGet(type, out _);

    private static bool IsArgument(Type type) =>
        IsScalar(type) || type == typeof(char) || type == typeof(object) || type == typeof(IFormatProvider);
}
