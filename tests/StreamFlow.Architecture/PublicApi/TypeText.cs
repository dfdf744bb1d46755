using System.Reflection;

namespace StreamFlow.Architecture.PublicApi;

/// <summary>A public type and its public and protected members, a line each.</summary>
internal static class TypeText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> LinesOf(Type type)
    {
        yield return Header(type);
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
                yield return $"  {name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}";
            yield break;
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield return "  " + MemberText.Of(type.GetMethod("Invoke")!);
            yield break;
        }

        foreach (var line in type.GetMembers(Declared).Where(MemberText.IsShown).Select(MemberText.Of).Distinct().Order(StringComparer.Ordinal))
            yield return "  " + line;
    }

    private static string Header(Type type)
    {
        var after = string.Join(", ", BasesOf(type).Select(t => TypeNames.Of(t)));
        return $"{Kind(type)} {(type.IsNested ? TypeNames.Of(type.DeclaringType!) + "." : "")}{TypeNames.Simple(type)}{(after.Length > 0 ? " : " + after : "")}{MemberText.Constraints(type.GetGenericArguments())}";
    }

    private static IEnumerable<Type> BasesOf(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
            return [];
        var own = type.GetInterfaces().Where(i => i.IsPublic).Except(type.BaseType?.GetInterfaces() ?? []).OrderBy(i => i.Name, StringComparer.Ordinal);
        return type.IsValueType || type.BaseType is null || type.BaseType == typeof(object) ? own : own.Prepend(type.BaseType);
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (typeof(Delegate).IsAssignableFrom(type))
            return "delegate";
        if (type.IsInterface)
            return "interface";
        var record = type.GetMethod("PrintMembers", Declared) is not null ? "record " : "";
        if (type.IsValueType)
            return type.GetCustomAttributesData().Any(a => a.AttributeType.Name == "IsReadOnlyAttribute") ? $"readonly {record}struct" : $"{record}struct";
        var modifier = type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        return modifier + (record.Length > 0 ? "record" : "class");
    }
}
