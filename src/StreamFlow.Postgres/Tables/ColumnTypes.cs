using StreamFlow.Data;

namespace StreamFlow.Postgres.Tables;

/// <summary>Which types of PostgreSQL a column's values fit, without loss: the first is the one that is created.</summary>
internal static class ColumnTypes
{
    private static readonly string[] Texts = ["text", "varchar", "bpchar", "citext", "json", "jsonb"];
    private static readonly string[] Documents = ["jsonb", "json", "text", "varchar"];

    public static IReadOnlyList<string> Fitting(DataType type, Type? enumType) => (enumType, type.Kind) switch
    {
        (not null, _) => ["text", "varchar", .. Integers(type.Kind)],
        (_, TypeKind.Boolean) => ["bool"],
        (_, TypeKind.Float) => ["float4", "float8"],
        (_, TypeKind.Double) => ["float8"],
        (_, TypeKind.Decimal) => ["numeric"],
        (_, TypeKind.Date) => ["date"],
        (_, TypeKind.Timestamp) => ["timestamptz"],
        (_, TypeKind.Duration) => ["interval"],
        (_, TypeKind.Guid) => ["uuid"],
        (_, TypeKind.String) => Texts,
        (_, TypeKind.Binary) => ["bytea"],
        (_, TypeKind.Struct or TypeKind.List) => Documents,
        _ => Integers(type.Kind),
    };

    /// <summary>Whether values of a column can be written to a column of the database.</summary>
    public static bool Fits(DataType type, Type? enumType, TableColumn column) =>
        Fitting(type, enumType).Contains(column.BaseType) || (column.IsEnum && (enumType is not null || type.Kind == TypeKind.String));

    /// <summary>The type's name in SQL, as people write it.</summary>
    public static string Sql(string type) => type switch
    {
        "bool" => "boolean",
        "int2" => "smallint",
        "int4" => "integer",
        "int8" => "bigint",
        "float4" => "real",
        "float8" => "double precision",
        "bpchar" => "character",
        "varchar" => "character varying",
        _ => type,
    };

    private static string[] Integers(TypeKind kind) => kind switch
    {
        TypeKind.Int8 or TypeKind.UInt8 or TypeKind.Int16 => ["int2", "int4", "int8", "numeric"],
        TypeKind.UInt16 or TypeKind.Int32 => ["int4", "int8", "numeric"],
        TypeKind.UInt32 or TypeKind.Int64 => ["int8", "numeric"],
        TypeKind.UInt64 => ["numeric"],
        _ => throw StreamFaultException.Internal($"no column of PostgreSQL for the type {kind}"),
    };
}
