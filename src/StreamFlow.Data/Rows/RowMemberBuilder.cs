using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StreamFlow.Data.Rows;

/// <summary>Makes the columns of one class out of its properties and their attributes.</summary>
internal sealed class RowMemberBuilder(Type type, ConstructorInfo constructor, IReadOnlyList<Type> path)
{
    private readonly Lazy<object?> _sample = new(() => RowConstructor.TryMake(constructor));
    private readonly NullabilityInfoContext _nullability = new();
    private readonly bool _setsRequired = constructor.IsDefined(typeof(SetsRequiredMembersAttribute));

    public RowMember Build(PropertyInfo property, ParameterInfo? parameter)
    {
        var place = $"{RowTypeNames.Of(type)}.{property.Name}";
        RefuseConverter(property, place);
        var nullability = parameter is null ? _nullability.Create(property) : _nullability.Create(parameter);
        var slot = ColumnSlots.Of(property.PropertyType, nullability, place, path);
        var state = GenericNullability.Of(property) ?? nullability.WriteState;
        if (!property.PropertyType.IsValueType)
            slot = slot with { Nullable = state != NullabilityState.NotNull };
        var field = new Field(NameOf(property, place), slot.Codec.Type) { Nullable = slot.Nullable };
        field = RecordParts.Apply(field, property, parameter, place);
        field = IsRequired(property, parameter) ? field with { Required = true } : WithDefault(field, property, parameter);
        var known = property.PropertyType.IsValueType || state != NullabilityState.Unknown;
        return new RowMember(property, field, slot, known);
    }

    /// <summary>A converter of JsonSerializer would be ignored without a word: columns are decoded by their types alone.</summary>
    public static void RefuseConverter(MemberInfo member, string place)
    {
        if (member.IsDefined(typeof(JsonConverterAttribute), inherit: false))
        {
            throw StreamFaultException.User(
                $"{place} has a [JsonConverter], and columns are decoded without converters",
                "take the property as the JSON has it (a string, a number) and convert it in a .Map(…) or .Select(…)");
        }
    }

    private static string NameOf(PropertyInfo property, string place)
    {
        var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        return !name.StartsWith('$')
            ? name
            : throw StreamFaultException.User($"{place} is named '{name}', and names that begin with '$' belong to StreamFlow", "give it another [JsonPropertyName]");
    }

    private bool IsRequired(PropertyInfo property, ParameterInfo? parameter) =>
        parameter is { HasDefaultValue: false }
        || property.IsDefined(typeof(JsonRequiredAttribute))
        || (property.IsDefined(typeof(RequiredMemberAttribute)) && !_setsRequired);

    /// <summary>
    /// What a record without the member gets is what the constructor leaves there. Where that is no scalar and not empty, or a null that the declaration
    /// forbids, no column can say it, so the member counts as required.
    /// </summary>
    private Field WithDefault(Field field, PropertyInfo property, ParameterInfo? parameter)
    {
        var value = parameter is not null ? RowConstructor.DefaultOf(parameter) : _sample.Value is { } sample ? property.GetValue(sample) : null;
        return value switch
        {
            null => field.Nullable || property.PropertyType.IsValueType ? field : field with { Required = true },
            _ when ScalarTypes.TryGet(value.GetType(), out _) => field with { Default = ScalarTypes.ToStored(value) },
            ICollection { Count: 0 } when !field.Nullable => field,
            _ => field with { Required = true },
        };
    }
}
