using System.Globalization;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>Which writer a column's type gets, and the sentences for values that JSON has no word for.</summary>
internal static class JsonWriters
{
    /// <exception cref="StreamFaultException">JSON cannot carry the type.</exception>
    public static JsonValueWriter For(Field field) => field.Type.Kind switch
    {
        TypeKind.Boolean => new BooleanWriter(),
        TypeKind.Int8 => new NumberWriter<sbyte>(),
        TypeKind.UInt8 => new NumberWriter<byte>(),
        TypeKind.Int16 => new NumberWriter<short>(),
        TypeKind.UInt16 => new NumberWriter<ushort>(),
        TypeKind.Int32 => new NumberWriter<int>(),
        TypeKind.UInt32 => new NumberWriter<uint>(),
        TypeKind.Int64 => new NumberWriter<long>(),
        TypeKind.UInt64 => new NumberWriter<ulong>(),
        TypeKind.Float => new FloatWriter(),
        TypeKind.Double => new DoubleWriter(),
        TypeKind.Decimal => new NumberWriter<decimal>(),
        TypeKind.Date => new DateWriter(),
        TypeKind.Timestamp => field.EpochMilliseconds ? new EpochMillisecondsWriter() : new TimestampWriter(),
        TypeKind.Duration => new DurationWriter(),
        TypeKind.Guid => new GuidWriter(),
        TypeKind.String => new StringWriter(),
        TypeKind.Binary => new Base64Writer(),
        TypeKind.Struct => new StructWriter(field.Type),
        TypeKind.List => new ListWriter(field.Type),
        _ => throw StreamFaultException.User($"column '{field.Name}': JSON cannot carry the type {field.Type}"),
    };

    public static StreamFaultException NotFinite(double value) => StreamFaultException.User(
        $"JSON has no word for {value.ToString(CultureInfo.InvariantCulture)}", "filter such rows out, or make the column nullable and the value null");

    public static StreamFaultException OutsideCalendar(string sinceEpoch) =>
        StreamFaultException.User($"{sinceEpoch} since 1970 is outside the years 1 to 9999");
}
