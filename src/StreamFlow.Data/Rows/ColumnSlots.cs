using System.Reflection;

namespace StreamFlow.Data.Rows;

/// <summary>Finds the column for a declared type: scalar, list or nested row.</summary>
internal static class ColumnSlots
{
    /// <param name="type">As declared.</param>
    /// <param name="nullability">What the declaration says about null, of the type and of its items.</param>
    /// <param name="place">Type and property, for messages.</param>
    /// <param name="path">The classes that hold it.</param>
    public static ColumnSlot Of(Type type, NullabilityInfo? nullability, string place, IReadOnlyList<Type> path)
    {
        var underlying = Nullable.GetUnderlyingType(type);
        var nullable = type.IsValueType ? underlying is not null : nullability?.WriteState is not NullabilityState.NotNull;
        return new ColumnSlot(type, CodecOf(underlying ?? type, nullability, place, path), nullable, place);
    }

    private static ValueCodec CodecOf(Type type, NullabilityInfo? nullability, string place, IReadOnlyList<Type> path)
    {
        if (type.IsEnum)
            RowMemberBuilder.RefuseConverter(type, $"{place}, of type {RowTypeNames.Of(type)},");
        if (ScalarTypes.Find(type) is { } scalar)
            return scalar;
        if (ListTypes.ItemOf(type) is { } item)
        {
            var itemNullability = type.IsArray ? nullability?.ElementType : nullability?.GenericTypeArguments.FirstOrDefault();
            var slot = Of(item, itemNullability, $"{place}[]", path);
            return (ValueCodec)Activator.CreateInstance(typeof(ListCodec<>).MakeGenericType(item), type, slot)!;
        }

        if (IsNestedRow(type))
            return new StructCodec(RowTypeBuilder.Build(type, path));
        throw StreamFaultException.User($"{place} is of type {RowTypeNames.Of(type)}, which no column holds", UnsupportedTypes.WayOut(type));
    }

    /// <summary>A class of the author's: those of the framework that are no column are better named than taken apart.</summary>
    private static bool IsNestedRow(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsArray: false }
        && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
        && !typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
        && !typeof(Delegate).IsAssignableFrom(type);
}
