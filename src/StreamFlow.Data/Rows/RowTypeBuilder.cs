using System.Reflection;
using System.Text.Json.Serialization;

namespace StreamFlow.Data.Rows;

/// <summary>Reads a row type off a CLR class by reflection, once.</summary>
internal static class RowTypeBuilder
{
    /// <param name="type">The class.</param>
    /// <param name="path">The classes that hold it: a class that holds itself has no columns.</param>
    public static RowType Build(Type type, IReadOnlyList<Type> path)
    {
        RequireClass(type);
        if (path.Contains(type))
        {
            throw StreamFaultException.User(
                $"{RowTypeNames.Of(path[0])} cannot be a row: it holds itself, by {string.Join(" → ", path.Append(type).Select(RowTypeNames.Of))}",
                "leave the property out with [JsonIgnore], or declare as many levels as the data has");
        }

        var constructor = RowConstructor.Find(type);
        var parameters = constructor.GetParameters();
        var properties = Columns(type, parameters);
        var members = new RowMemberBuilder(type, constructor, [.. path, type]);
        var built = properties.Select(property => members.Build(property, ParameterOf(property, parameters))).ToArray();
        RequireDistinctNames(type, built);
        return new RowType(type, constructor, [.. parameters.Select(parameter => MemberOf(type, parameter, properties))], built);
    }

    private static void RequireClass(Type type)
    {
        var name = RowTypeNames.Of(type);
        if (ScalarTypes.TryGet(type, out _) || ListTypes.ItemOf(type) is not null)
            throw StreamFaultException.User($"{name} cannot be a row: a row has named columns", $"make it a property of a class: new {{ Value = … }}, or record Row({name} Value)");
        if (!type.IsClass || type.IsAbstract || type == typeof(object) || typeof(System.Collections.IEnumerable).IsAssignableFrom(type))
            throw StreamFaultException.User($"{name} cannot be a row", UnsupportedTypes.WayOut(type));
        RowMemberBuilder.RefuseConverter(type, name);
    }

    /// <summary>The class's own properties in the order of declaration, then those it inherits.</summary>
    private static PropertyInfo[] Columns(Type type, ParameterInfo[] parameters)
    {
        var columns = new List<PropertyInfo>();
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            var own = declaring.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(property => property.MetadataToken);
            foreach (var property in own)
            {
                if (columns.All(known => known.Name != property.Name) && IsColumn(property, parameters))
                    columns.Add(property);
            }
        }

        return columns.Count != 0
            ? [.. columns]
            : throw StreamFaultException.User(
                $"{RowTypeNames.Of(type)} cannot be a row: it has no columns",
                "columns are public properties that are settable or match a constructor parameter");
    }

    private static bool IsColumn(PropertyInfo property, ParameterInfo[] parameters) =>
        property.GetMethod is { IsPublic: true }
        && property.GetIndexParameters().Length == 0
        && !IsIgnored(property)
        && (property.SetMethod is { IsPublic: true } || ParameterOf(property, parameters) is not null);

    private static bool IsIgnored(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always };

    private static ParameterInfo? ParameterOf(PropertyInfo property, ParameterInfo[] parameters) =>
        parameters.FirstOrDefault(parameter => Match(property, parameter));

    private static bool Match(PropertyInfo property, ParameterInfo parameter) =>
        string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && property.PropertyType == parameter.ParameterType;

    private static int MemberOf(Type type, ParameterInfo parameter, PropertyInfo[] columns)
    {
        var member = Array.FindIndex(columns, property => Match(property, parameter));
        if (member >= 0 || type.GetProperties().Any(property => Match(property, parameter)) || parameter.HasDefaultValue)
            return member;
        throw StreamFaultException.User(
            $"{RowTypeNames.Of(type)} cannot be a row: its constructor's parameter '{parameter.Name}' has no property of that name and type",
            "add the property, or a public constructor without parameters");
    }

    private static void RequireDistinctNames(Type type, RowMember[] members)
    {
        var same = members.GroupBy(member => member.Field.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (same is not null)
        {
            throw StreamFaultException.User(
                $"{RowTypeNames.Of(type)} cannot be a row: {string.Join(" and ", same.Select(member => member.Property.Name))} would both be the column '{same.Key}' (case is ignored)",
                "rename one of them, or give it a [JsonPropertyName]");
        }
    }
}
