using StreamFlow.Data;

namespace StreamFlow.Files.Writing.Parquet;

/// <summary>Which column of ours is which of DuckDB's, and with it which type in Parquet.</summary>
internal static class VectorWriters
{
    public static VectorWriter[] For(RowSchema columns) => [.. columns.Fields.Select(field => For(field.Type, field.Name))];

    /// <summary>The fields as SQL declares columns.</summary>
    public static string Declare(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => $"\"{field.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {SqlType(field.Type)}"));

    private static VectorWriter For(DataType type, string column) => type.Kind switch
    {
        TypeKind.Boolean => new BooleanVector(),
        TypeKind.Int8 => new FixedVector<sbyte>(),
        TypeKind.UInt8 => new FixedVector<byte>(),
        TypeKind.Int16 => new FixedVector<short>(),
        TypeKind.UInt16 => new FixedVector<ushort>(),
        TypeKind.Int32 or TypeKind.Date => new FixedVector<int>(),
        TypeKind.UInt32 => new FixedVector<uint>(),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => new FixedVector<long>(),
        TypeKind.UInt64 => new FixedVector<ulong>(),
        TypeKind.Float => new FixedVector<float>(),
        TypeKind.Double => new FixedVector<double>(),
        TypeKind.Decimal => new DecimalVector(column),
        TypeKind.Guid => new GuidVector(),
        TypeKind.String or TypeKind.Binary => new BinaryVector(),
        TypeKind.Struct => new StructVector([.. type.Children.Select(child => For(child.Type, $"{column}.{child.Name}"))]),
        TypeKind.List => new ListVector(For(type.Item.Type, column)),
        _ => throw StreamFaultException.User($"column '{column}': Parquet files cannot carry the type {type}", "write JSON lines"),
    };

    private static string SqlType(DataType type) => type.Kind switch
    {
        TypeKind.Boolean => "BOOLEAN",
        TypeKind.Int8 => "TINYINT",
        TypeKind.UInt8 => "UTINYINT",
        TypeKind.Int16 => "SMALLINT",
        TypeKind.UInt16 => "USMALLINT",
        TypeKind.Int32 => "INTEGER",
        TypeKind.UInt32 => "UINTEGER",
        TypeKind.Int64 or TypeKind.Duration => "BIGINT",
        TypeKind.UInt64 => "UBIGINT",
        TypeKind.Float => "FLOAT",
        TypeKind.Double => "DOUBLE",
        TypeKind.Decimal => DecimalVector.SqlType,
        TypeKind.Date => "DATE",
        TypeKind.Timestamp => "TIMESTAMPTZ",
        TypeKind.Guid => "UUID",
        TypeKind.String => "VARCHAR",
        TypeKind.Binary => "BLOB",
        TypeKind.Struct => $"STRUCT({Declare(type.Children)})",
        TypeKind.List => $"{SqlType(type.Item.Type)}[]",
        _ => throw StreamFaultException.Internal($"no SQL type for {type}"),
    };
}
