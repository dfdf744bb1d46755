using System.Reflection;
using System.Text.Json.Serialization;

namespace StreamFlow.Data.Rows;

/// <summary>Which constructor makes the rows: the one JsonSerializer would take.</summary>
internal static class RowConstructor
{
    /// <summary>The one marked [JsonConstructor], else the public one without parameters, else the only public one.</summary>
    public static ConstructorInfo Find(Type type)
    {
        var constructors = type.GetConstructors();
        var found = constructors.FirstOrDefault(constructor => constructor.IsDefined(typeof(JsonConstructorAttribute)))
            ?? constructors.FirstOrDefault(constructor => constructor.GetParameters().Length == 0)
            ?? (constructors.Length == 1 ? constructors[0] : null);
        return found ?? throw StreamFaultException.User(
            $"{RowTypeNames.Of(type)} cannot be a row: it has {(constructors.Length == 0 ? "no public constructor" : "several constructors")}",
            "give it a public constructor without parameters, or only one, or mark one with [JsonConstructor]");
    }

    /// <summary>A row as its initialisers leave it, for the values of members that a record lacks; null where the constructor refuses.</summary>
    public static object? TryMake(ConstructorInfo constructor)
    {
        try
        {
            return constructor.Invoke([.. constructor.GetParameters().Select(DefaultOf)]);
        }
        catch (Exception error) when (error is TargetInvocationException or MemberAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The parameter's default value, or the zero of its type.</summary>
    public static object? DefaultOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (parameter is { HasDefaultValue: true, DefaultValue: { } value })
            return bare.IsEnum ? Enum.ToObject(bare, value) : value;
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
