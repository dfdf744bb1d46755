using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Which reader a column's type gets.</summary>
internal static class JsonReaders
{
    /// <exception cref="StreamFaultException">JSON cannot carry the type.</exception>
    public static JsonValueReader For(Field field) => field.Type.Kind switch
    {
        TypeKind.Boolean => new BooleanReader(),
        TypeKind.Int8 => new NumberReader<sbyte>("8-bit integer", NumberParsers.Int8),
        TypeKind.UInt8 => new NumberReader<byte>("unsigned 8-bit integer", NumberParsers.UInt8),
        TypeKind.Int16 => new NumberReader<short>("16-bit integer", NumberParsers.Int16),
        TypeKind.UInt16 => new NumberReader<ushort>("unsigned 16-bit integer", NumberParsers.UInt16),
        TypeKind.Int32 => new NumberReader<int>("32-bit integer", NumberParsers.Int32),
        TypeKind.UInt32 => new NumberReader<uint>("unsigned 32-bit integer", NumberParsers.UInt32),
        TypeKind.Int64 => new NumberReader<long>("64-bit integer", NumberParsers.Int64),
        TypeKind.UInt64 => new NumberReader<ulong>("unsigned 64-bit integer", NumberParsers.UInt64),
        TypeKind.Float => new NumberReader<float>("finite 32-bit number", NumberParsers.Float),
        TypeKind.Double => new NumberReader<double>("finite 64-bit number", NumberParsers.Double),
        TypeKind.Decimal => new NumberReader<decimal>("decimal number", NumberParsers.Decimal),
        TypeKind.Date => new DateReader(),
        TypeKind.Timestamp => field.EpochMilliseconds ? new EpochMillisecondsReader() : new TimestampReader(),
        TypeKind.Duration => new DurationReader(),
        TypeKind.Guid => new GuidReader(),
        TypeKind.String => new StringReader(),
        TypeKind.Binary => new Base64Reader(),
        TypeKind.Struct => new StructReader(field.Type),
        TypeKind.List => new ListReader(field.Type),
        _ => throw StreamFaultException.User($"column '{field.Name}': JSON cannot carry the type {field.Type}"),
    };
}
