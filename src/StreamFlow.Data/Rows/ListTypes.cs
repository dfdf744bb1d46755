namespace StreamFlow.Data.Rows;

/// <summary>The CLR types that are lists: arrays, List&lt;T&gt; and the interfaces that a List&lt;T&gt; fits.</summary>
internal static class ListTypes
{
    private static readonly HashSet<Type> Definitions =
        [typeof(List<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>)];

    /// <summary>The type of the items, or null where the type is no list (<c>byte[]</c> is bytes, not a list).</summary>
    public static Type? ItemOf(Type type)
    {
        if (type.IsArray)
            return type.GetArrayRank() == 1 && type != typeof(byte[]) ? type.GetElementType() : null;
        return type.IsGenericType && Definitions.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0] : null;
    }
}
