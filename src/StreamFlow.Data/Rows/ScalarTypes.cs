using System.Diagnostics.CodeAnalysis;

namespace StreamFlow.Data.Rows;

/// <summary>The CLR types that are one column, and how their values are stored there.</summary>
public static class ScalarTypes
{
    private static readonly Dictionary<Type, ScalarCodec> Codecs = new ScalarCodec[]
    {
        new ScalarCodec<BooleanColumn, bool, bool>(DataType.Boolean, (column, row) => column[row], (column, value) => column.Append(value), value => value, value => value),
        Direct<sbyte>(DataType.Int8), Direct<byte>(DataType.UInt8), Direct<short>(DataType.Int16), Direct<ushort>(DataType.UInt16),
        Direct<int>(DataType.Int32), Direct<uint>(DataType.UInt32), Direct<long>(DataType.Int64), Direct<ulong>(DataType.UInt64),
        Direct<float>(DataType.Float), Direct<double>(DataType.Double), Direct<decimal>(DataType.Decimal), Direct<Guid>(DataType.Guid),
        new ScalarCodec<ValueColumn<long>, long, DateTimeOffset>(
            DataType.Timestamp, (column, row) => column[row], (column, value) => column.Append(value), value => EventTime.ToDateTimeOffset(value), value => EventTime.ToMicroseconds(value)),
        new ScalarCodec<ValueColumn<long>, long, TimeSpan>(
            DataType.Duration, (column, row) => column[row], (column, value) => column.Append(value), value => EventTime.ToTimeSpan(value), value => EventTime.ToMicroseconds(value)),
        new ScalarCodec<ValueColumn<int>, int, DateOnly>(
            DataType.Date, (column, row) => column[row], (column, value) => column.Append(value), value => ToDate(value), value => ToDays(value)),
        new ScalarCodec<BinaryColumn, string, string>(
            DataType.String, (column, row) => column.GetString(row), (column, value) => column.Append(value), value => value, value => value),
        new ScalarCodec<BinaryColumn, byte[], byte[]>(
            DataType.Binary, (column, row) => GetBytes(column, row), (column, value) => AppendBytes(column, value), value => value, value => value),
    }.ToDictionary(codec => codec.ClrType);

    /// <summary>The column type of a scalar, of an enum, or of a nullable one.</summary>
    public static bool TryGet(Type clrType, [NotNullWhen(true)] out DataType? type)
    {
        type = Find(Nullable.GetUnderlyingType(clrType) ?? clrType)?.Type;
        return type is not null;
    }

    /// <summary>A scalar value as its column stores it: microseconds for times and durations, days for dates, the integer of an enum, others as they are.</summary>
    /// <exception cref="ArgumentException">The value's type is no scalar.</exception>
    public static object ToStored(object value) =>
        (Find(value.GetType()) ?? throw new ArgumentException($"no column holds a {value.GetType()}", nameof(value))).ToStored(value);

    internal static ScalarCodec? Find(Type type) =>
        type.IsEnum ? new EnumCodec(type, Codecs[Enum.GetUnderlyingType(type)]) : Codecs.GetValueOrDefault(type);

    private static ScalarCodec<ValueColumn<T>, T, T> Direct<T>(DataType type)
        where T : unmanaged =>
        new(type, (column, row) => column[row], (column, value) => column.Append(value), value => value, value => value);

    private static int ToDays(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static DateOnly ToDate(int days) => DateOnly.FromDayNumber(days + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    private static byte[] GetBytes(BinaryColumn column, int row) => column[row].ToArray();

    private static void AppendBytes(BinaryColumn column, byte[] value) => column.Append(value);
}
