namespace StreamFlow.Data;

/// <summary>The type of a column. Scalar types are singletons; structs and lists carry their children.</summary>
public sealed class DataType : IEquatable<DataType>
{
    private DataType(TypeKind kind, IReadOnlyList<Field>? children = null)
    {
        Kind = kind;
        Children = children ?? [];
    }

    public static DataType Boolean { get; } = new(TypeKind.Boolean);
    public static DataType Int8 { get; } = new(TypeKind.Int8);
    public static DataType UInt8 { get; } = new(TypeKind.UInt8);
    public static DataType Int16 { get; } = new(TypeKind.Int16);
    public static DataType UInt16 { get; } = new(TypeKind.UInt16);
    public static DataType Int32 { get; } = new(TypeKind.Int32);
    public static DataType UInt32 { get; } = new(TypeKind.UInt32);
    public static DataType Int64 { get; } = new(TypeKind.Int64);
    public static DataType UInt64 { get; } = new(TypeKind.UInt64);
    public static DataType Float { get; } = new(TypeKind.Float);
    public static DataType Double { get; } = new(TypeKind.Double);
    public static DataType Decimal { get; } = new(TypeKind.Decimal);
    public static DataType Date { get; } = new(TypeKind.Date);
    public static DataType Timestamp { get; } = new(TypeKind.Timestamp);
    public static DataType Duration { get; } = new(TypeKind.Duration);
    public static DataType Guid { get; } = new(TypeKind.Guid);
    public static DataType String { get; } = new(TypeKind.String);
    public static DataType Binary { get; } = new(TypeKind.Binary);

    public TypeKind Kind { get; }

    /// <summary>The fields of a struct; the one field "item" of a list; otherwise empty.</summary>
    public IReadOnlyList<Field> Children { get; }

    /// <summary>The type of a list's items.</summary>
    public Field Item => Children[0];

    public static DataType Struct(IReadOnlyList<Field> fields) => new(TypeKind.Struct, fields);

    public static DataType List(DataType item, bool itemNullable) => new(TypeKind.List, [new Field("item", item) { Nullable = itemNullable }]);

    public bool Equals(DataType? other) => other is not null && Kind == other.Kind && Children.SequenceEqual(other.Children);

    public override bool Equals(object? obj) => Equals(obj as DataType);

    public override int GetHashCode() => HashCode.Combine(Kind, Children.Count);

    /// <summary>The type as the plan writes it: <c>double</c>, <c>struct&lt;a: string, b: int64?&gt;</c>, <c>list&lt;int32&gt;</c>.</summary>
    public override string ToString() => Kind switch
    {
        TypeKind.Struct => $"struct<{string.Join(", ", Children)}>",
        TypeKind.List => $"list<{Item.Type}{(Item.Nullable ? "?" : "")}>",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
