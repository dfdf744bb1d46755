using StreamFlow.Data;
using StreamFlow.Postgres.Tables;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Which writer takes a column of rows to a column of a table that it fits (see <see cref="ColumnTypes"/>).</summary>
internal static class FieldWriters
{
    public static FieldWriter For(Field field, Type? enumType, TableColumn column) => (field.Type.Kind, column.BaseType) switch
    {
        (TypeKind.Boolean, _) => new BooleanFieldWriter(),
        (TypeKind.Float, "float4") => new FloatFieldWriter(),
        (TypeKind.Float or TypeKind.Double, _) => new DoubleFieldWriter(),
        (TypeKind.Decimal, _) => new NumericFieldWriter<decimal>(),
        (TypeKind.Date, _) => new DateFieldWriter(),
        (TypeKind.Timestamp, _) => new TimestampFieldWriter(),
        (TypeKind.Duration, _) => new IntervalFieldWriter(),
        (TypeKind.Guid, _) => new UuidFieldWriter(),
        (TypeKind.String, "jsonb") => new JsonTextFieldWriter(),
        (TypeKind.String, _) => new BytesFieldWriter(isText: true),
        (TypeKind.Binary, _) => new BytesFieldWriter(isText: false),
        (TypeKind.Struct or TypeKind.List, var type) => new DocumentFieldWriter(field, isJsonb: type == "jsonb"),
        (TypeKind.Int8, _) => Integer<sbyte>(enumType, column),
        (TypeKind.UInt8, _) => Integer<byte>(enumType, column),
        (TypeKind.Int16, _) => Integer<short>(enumType, column),
        (TypeKind.UInt16, _) => Integer<ushort>(enumType, column),
        (TypeKind.Int32, _) => Integer<int>(enumType, column),
        (TypeKind.UInt32, _) => Integer<uint>(enumType, column),
        (TypeKind.Int64, _) => Integer<long>(enumType, column),
        (TypeKind.UInt64, _) => Integer<ulong>(enumType, column),
        _ => throw StreamFaultException.Internal($"no way to write a {field.Type} to a {column.TypeName}"),
    };

    private static FieldWriter Integer<T>(Type? enumType, TableColumn column)
        where T : unmanaged, System.Numerics.IBinaryInteger<T> => column.BaseType switch
        {
            "int2" => new IntegerFieldWriter<T>(sizeof(short)),
            "int4" => new IntegerFieldWriter<T>(sizeof(int)),
            "int8" => new IntegerFieldWriter<T>(sizeof(long)),
            "numeric" => new NumericFieldWriter<T>(),
            _ when enumType is not null => new EnumFieldWriter<T>(enumType),
            _ => throw StreamFaultException.Internal($"no way to write an integer to a {column.TypeName}"),
        };
}
