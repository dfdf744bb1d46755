using StreamFlow.Data;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Something to be made for the CLR type that a column's values have.</summary>
internal interface IForValueType<out TResult>
{
    TResult Make<T>()
        where T : unmanaged, IComparable<T>;
}

/// <summary>The one place where kinds of columns become type arguments.</summary>
internal static class ValueTypes
{
    /// <summary>Whether the type's values lie in a <see cref="ValueColumn{T}"/>.</summary>
    public static bool IsFixedWidth(DataType type) =>
        type.Kind is not (TypeKind.Boolean or TypeKind.String or TypeKind.Binary or TypeKind.Struct or TypeKind.List);

    public static TResult Make<TResult>(DataType type, IForValueType<TResult> maker) => type.Kind switch
    {
        TypeKind.Int8 => maker.Make<sbyte>(),
        TypeKind.UInt8 or TypeKind.Boolean => maker.Make<byte>(),
        TypeKind.Int16 => maker.Make<short>(),
        TypeKind.UInt16 => maker.Make<ushort>(),
        TypeKind.Int32 or TypeKind.Date => maker.Make<int>(),
        TypeKind.UInt32 => maker.Make<uint>(),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => maker.Make<long>(),
        TypeKind.UInt64 => maker.Make<ulong>(),
        TypeKind.Float => maker.Make<float>(),
        TypeKind.Double => maker.Make<double>(),
        TypeKind.Decimal => maker.Make<decimal>(),
        TypeKind.Guid => maker.Make<Guid>(),
        _ => throw StreamFaultException.Internal($"values of type {type} have no fixed width"),
    };
}
