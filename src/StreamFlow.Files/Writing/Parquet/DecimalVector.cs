using System.Globalization;
using StreamFlow.Data;
using StreamFlow.Files.Native;

namespace StreamFlow.Files.Writing.Parquet;

/// <summary>A decimal as DECIMAL(38, 18), Spark's own choice for a decimal without a declared scale.</summary>
internal sealed unsafe class DecimalVector(string column) : VectorWriter
{
    public const string SqlType = "DECIMAL(38, 18)";
    private const int Scale = 18;
    private static readonly Int128 Limit = Power(38);

    /// <summary>The value times 10^18.</summary>
    /// <exception cref="OverflowException">It has more digits than there is room for.</exception>
    public static Int128 Unscaled(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        _ = decimal.GetBits(value, parts);
        var digits = new Int128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        var missing = Scale - ((parts[3] >> 16) & 0xFF);
        if (missing >= 0)
        {
            digits = checked(digits * Power(missing));
        }
        else
        {
            (digits, var lost) = Int128.DivRem(digits, Power(-missing));
            if (lost != 0)
                throw new OverflowException();
        }

        return digits >= Limit ? throw new OverflowException() : value < 0 ? -digits : digits;
    }

    protected override long WriteValue(Column from, int row, nint vector, ulong at)
    {
        var value = ((ValueColumn<decimal>)from)[row];
        try
        {
            ((Int128*)DuckDbCalls.VectorGetData(vector))[at] = Unscaled(value);
            return sizeof(Int128);
        }
        catch (OverflowException)
        {
            throw StreamFaultException.User(
                $"{value.ToString(CultureInfo.InvariantCulture)} does not fit into {SqlType}: at most 20 digits before the point and 18 behind it", "round it, Math.Round(r.Price, 18), or write JSON lines or CSV", $"column '{column}'");
        }
    }

    private static Int128 Power(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
