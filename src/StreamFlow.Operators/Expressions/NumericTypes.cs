using System.Numerics;
using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions;

/// <summary>Something to do with the .NET type behind a column of numbers.</summary>
internal interface INumericVisitor<out TResult>
{
    TResult Visit<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}

/// <summary>From a column's type to the .NET type of its values, where these are numbers: dates, timestamps and durations included.</summary>
internal static class NumericTypes
{
    public static TResult Dispatch<TResult>(DataType type, INumericVisitor<TResult> visitor) => type.Kind switch
    {
        TypeKind.Int8 => visitor.Visit<sbyte>(),
        TypeKind.UInt8 => visitor.Visit<byte>(),
        TypeKind.Int16 => visitor.Visit<short>(),
        TypeKind.UInt16 => visitor.Visit<ushort>(),
        TypeKind.Int32 or TypeKind.Date => visitor.Visit<int>(),
        TypeKind.UInt32 => visitor.Visit<uint>(),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => visitor.Visit<long>(),
        TypeKind.UInt64 => visitor.Visit<ulong>(),
        TypeKind.Float => visitor.Visit<float>(),
        TypeKind.Double => visitor.Visit<double>(),
        TypeKind.Decimal => visitor.Visit<decimal>(),
        _ => throw StreamFaultException.Internal($"{type} is not stored as a number"),
    };

    public static bool IsInteger(DataType type) => type.Kind is TypeKind.Int8 or TypeKind.UInt8 or TypeKind.Int16 or TypeKind.UInt16 or TypeKind.Int32
        or TypeKind.UInt32 or TypeKind.Int64 or TypeKind.UInt64 or TypeKind.Date or TypeKind.Timestamp or TypeKind.Duration;
}
