using System.Reflection;
using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Rows;

/// <summary>
/// What the declaration says about null where a property's type is a type parameter: <see cref="NullabilityInfoContext"/> answers for the parameter,
/// which without a constraint may always be null. Here <c>T</c> is what <c>T</c> is given, a class and so never null, and <c>T?</c> may be.
/// </summary>
internal static class GenericNullability
{
    /// <summary>Null where the property's type is no type parameter.</summary>
    public static NullabilityState? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        if (!type.IsGenericType)
            return null;
        var definition = type.GetGenericTypeDefinition();
        var declared = definition.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        if (declared is not { PropertyType.IsGenericTypeParameter: true })
            return null;
        return FlagOf(declared, definition) switch
        {
            1 => NullabilityState.NotNull,
            2 => NullabilityState.Nullable,
            _ => NullabilityState.Unknown,
        };
    }

    private static byte FlagOf(PropertyInfo property, Type declaring) =>
        property.GetCustomAttribute<NullableAttribute>()?.NullableFlags[0]
        ?? property.GetMethod?.GetCustomAttribute<NullableContextAttribute>()?.Flag
        ?? declaring.GetCustomAttribute<NullableContextAttribute>()?.Flag
        ?? 0;
}
