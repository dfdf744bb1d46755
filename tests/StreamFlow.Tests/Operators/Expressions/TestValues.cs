using StreamFlow.Data;

namespace StreamFlow.Tests.Operators.Expressions;

/// <summary>Values of every type, the hard ones first: limits, zeros of both signs, not-a-numbers, nulls.</summary>
internal static class TestValues
{
    public static readonly IReadOnlyDictionary<string, (DataType Type, object[] Hard)> Numbers = new Dictionary<string, (DataType, object[])>
    {
        ["int8"] = (DataType.Int8, [sbyte.MinValue, sbyte.MaxValue, (sbyte)0, (sbyte)-1, (sbyte)1, (sbyte)7]),
        ["uint8"] = (DataType.UInt8, [byte.MinValue, byte.MaxValue, (byte)1, (byte)3]),
        ["int16"] = (DataType.Int16, [short.MinValue, short.MaxValue, (short)0, (short)-1, (short)300]),
        ["uint16"] = (DataType.UInt16, [ushort.MinValue, ushort.MaxValue, (ushort)1, (ushort)300]),
        ["int32"] = (DataType.Int32, [int.MinValue, int.MaxValue, 0, -1, 1, 7, 1000]),
        ["uint32"] = (DataType.UInt32, [uint.MinValue, uint.MaxValue, 1u, 7u]),
        ["int64"] = (DataType.Int64, [long.MinValue, long.MaxValue, 0L, -1L, 1L, 7L, 1L << 53]),
        ["uint64"] = (DataType.UInt64, [ulong.MinValue, ulong.MaxValue, 1UL, 7UL]),
        ["float"] = (DataType.Float, [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.MaxValue, float.Epsilon, 0.1f, -3.5f, 300.7f]),
        ["double"] = (DataType.Double, [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0d, -0d, double.MaxValue, double.Epsilon, 0.1, -3.5, 200.9, -1.0, 5e9]),
        ["decimal"] = (DataType.Decimal, [decimal.MinValue, decimal.MaxValue, 0m, 1m, -1m, 1.00m, 0.1m, 255.5m, -7.25m]),
    };

    public static IEnumerable<string> NumberNames => Numbers.Keys;

    public static TheoryData<string> NumberTypes => [.. NumberNames];

    /// <summary>Random values of a type, a fifth of them null.</summary>
    public static object?[] Random(string type, int rows, Random random)
    {
        var hard = Numbers[type].Hard;
        return [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) switch
        {
            0 => null,
            1 or 2 => hard[random.Next(hard.Length)],
            _ => Small(hard[0], random),
        })];
    }

    public static bool Same(object? expected, object? actual) => (expected, actual) switch
    {
        (double x, double y) => double.IsNaN(x) ? double.IsNaN(y) : BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        (float x, float y) => float.IsNaN(x) ? float.IsNaN(y) : BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y),
        (decimal x, decimal y) => decimal.GetBits(x).SequenceEqual(decimal.GetBits(y)),
        _ => Equals(expected, actual),
    };

    public static void AssertSame(IReadOnlyList<object?> expected, IReadOnlyList<object?> actual, object what)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var row = 0; row < expected.Count; row++)
            Assert.True(Same(expected[row], actual[row]), $"{what}, row {row}: expected {expected[row] ?? "null"}, got {actual[row] ?? "null"}");
    }

    private static object Small(object like, Random random)
    {
        var number = like is byte or ushort or uint or ulong ? random.Next(100) : random.Next(-50, 50);
        return like switch
        {
            double => number / 8.0 * random.NextDouble(),
            float => number / 8f * random.NextSingle(),
            decimal => number / 4m,
            _ => Convert.ChangeType(number, like.GetType(), System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}
