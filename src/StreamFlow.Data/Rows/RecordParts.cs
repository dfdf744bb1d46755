using System.Reflection;

namespace StreamFlow.Data.Rows;

/// <summary>The attributes that say how a column travels. They may stand on the property or on the constructor parameter of a positional record.</summary>
internal static class RecordParts
{
    public static Field Apply(Field field, PropertyInfo property, ParameterInfo? parameter, string place)
    {
        if (Find<EpochMillisecondsAttribute>(property, parameter) is not null)
        {
            RequireType(field, place, "[EpochMilliseconds]", "a DateTimeOffset", TypeKind.Timestamp);
            field = field with { EpochMilliseconds = true };
        }

        if (Find<RecordKeyAttribute>(property, parameter) is not null)
        {
            RequireType(field, place, "[RecordKey]", "a string or byte[]", TypeKind.String, TypeKind.Binary);
            field = field with { Part = RecordPart.Key };
        }

        if (Find<RecordTimestampAttribute>(property, parameter) is not null)
        {
            RequireType(field, place, "[RecordTimestamp]", "a DateTimeOffset", TypeKind.Timestamp);
            RequireOnce(field, place);
            field = field with { Part = RecordPart.Timestamp };
        }

        if (Find<RecordHeaderAttribute>(property, parameter) is { } header)
        {
            RequireType(field, place, "[RecordHeader]", "a string or byte[]", TypeKind.String, TypeKind.Binary);
            RequireOnce(field, place);
            field = field with { Part = RecordPart.Header, HeaderName = header.Name };
        }

        return field;
    }

    private static T? Find<T>(PropertyInfo property, ParameterInfo? parameter)
        where T : Attribute => property.GetCustomAttribute<T>() ?? parameter?.GetCustomAttribute<T>();

    private static void RequireType(Field field, string place, string attribute, string expected, params ReadOnlySpan<TypeKind> kinds)
    {
        if (!kinds.Contains(field.Type.Kind))
            throw StreamFaultException.User($"{place} is marked {attribute} and its column is of type {field.Type}", $"make it {expected}, or take the attribute away");
    }

    private static void RequireOnce(Field field, string place)
    {
        if (field.Part != RecordPart.Value)
            throw StreamFaultException.User($"{place} is marked as two parts of the record", "keep one of the attributes");
    }
}
