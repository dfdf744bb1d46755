using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Which kinds are numbers, and which of two is wide enough for both.</summary>
internal static class NumericWidening
{
    private static readonly DataType[] Widths =
    [
        DataType.Int8, DataType.UInt8, DataType.Int16, DataType.UInt16, DataType.Int32, DataType.UInt32, DataType.Int64, DataType.UInt64,
        DataType.Float, DataType.Double, DataType.Decimal,
    ];

    public static bool IsNumeric(DataType type) => Array.IndexOf(Widths, type) >= 0;

    public static bool IsInteger(DataType type) => Array.IndexOf(Widths, type) is >= 0 and < 8;

    /// <summary>The type of an operation on two numbers, as C# has it for those that it takes; null where one is no number.</summary>
    public static DataType? Common(DataType left, DataType right)
    {
        var (narrow, wide) = (Array.IndexOf(Widths, left), Array.IndexOf(Widths, right));
        if (narrow < 0 || wide < 0)
            return null;
        if (narrow > wide)
            (narrow, wide) = (wide, narrow);
        // int and uint meet in long; a signed number and an unsigned one of the same or a greater width do in C# as well, except at ulong, which it refuses.
        return Widths[wide].Kind == TypeKind.UInt32 && Widths[narrow].Kind != TypeKind.UInt32 ? DataType.Int64 : Widths[Math.Max(wide, 4)];
    }
}
