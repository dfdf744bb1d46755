using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace StreamFlow.Architecture.PublicApi;

/// <summary>A member as C# declares it.</summary>
internal static class MemberText
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Public and protected; not what the compiler writes for a record, nor the accessors of a property.</summary>
    public static bool IsShown(MemberInfo member) => member switch
    {
        Type => false,
        MethodInfo method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsGenerated(method),
        ConstructorInfo constructor => IsVisible(constructor) && !constructor.IsStatic && !IsGenerated(constructor),
        PropertyInfo property => property.Name != "EqualityContract" && property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily,
        EventInfo @event => @event.AddMethod is { } add && IsVisible(add),
        _ => false,
    };

    public static string Of(MemberInfo member) => member switch
    {
        MethodInfo method => $"{Modifiers(method)}{TypeNames.Of(method.ReturnType, Nullability.Create(method.ReturnParameter))} {method.Name}{Generics(method)}({Parameters(method)}){Constraints(method.IsGenericMethod ? method.GetGenericArguments() : [])}",
        ConstructorInfo constructor => $"{Modifiers(constructor)}{TypeNames.Simple(constructor.DeclaringType!).Split('<')[0]}({Parameters(constructor)})",
        PropertyInfo property => Property(property),
        FieldInfo field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static readonly " : "")}{TypeNames.Of(field.FieldType, Nullability.Create(field))} {field.Name}{(field.IsLiteral ? " = " + Value(field.GetRawConstantValue()) : "")}",
        EventInfo @event => $"event {TypeNames.Of(@event.EventHandlerType!)} {@event.Name}",
        _ => throw new ArgumentException(member.Name, nameof(member)),
    };

    public static string Constraints(Type[] parameters) =>
        string.Concat(parameters.Where(p => p.IsGenericParameter).Select(parameter => (parameter.Name, Rules: Rules(parameter).ToList())).Where(p => p.Rules.Count > 0)
            .Select(p => $" where {p.Name} : {string.Join(", ", p.Rules)}"));

    private static IEnumerable<string> Rules(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "struct";
        foreach (var constraint in parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)))
            yield return TypeNames.Of(constraint);
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "new()";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MethodBase method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name is "<Clone>$" or "PrintMembers"
        || (method is MethodInfo { IsVirtual: true } overriding && overriding.GetBaseDefinition().DeclaringType == typeof(object));

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsPublic ? "" : "protected ";
        if (method.IsConstructor || method.DeclaringType!.IsInterface)
            return access;
        if (method.IsStatic)
            return access + "static ";
        if (method is MethodInfo info && info.GetBaseDefinition() != info)
            return access + "override ";
        return access + (method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");
    }

    private static string Property(PropertyInfo property)
    {
        var first = property.GetAccessors(nonPublic: true).First(IsVisible);
        var get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && IsVisible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ? "init; " : "set; "
            : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters() is { Length: > 0 } ? $"this[{Parameters(first)}]" : property.Name;
        return $"{Modifiers(first)}{required}{TypeNames.Of(property.PropertyType, Nullability.Create(property))} {index} {{ {get}{set}}}";
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Where(p => !p.Member.Name.StartsWith("set_", StringComparison.Ordinal)).Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var passed = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        var otherwise = parameter.HasDefaultValue ? " = " + Value(parameter.DefaultValue) : "";
        return $"{passed}{TypeNames.Of(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{otherwise}";
    }

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum name => $"{name.GetType().Name}.{name}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
