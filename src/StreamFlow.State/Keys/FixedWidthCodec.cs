using StreamFlow.Data;
using StreamFlow.State.Pages;

namespace StreamFlow.State.Keys;

/// <summary>Numbers, times and Guids as they lie in memory, after values that are equal were made the same.</summary>
internal sealed class FixedWidthCodec<T> : ColumnCodec
    where T : unmanaged
{
    public override void Encode(Column values, int row, PageWriter bytes) => bytes.Write(Canonical(((ValueColumn<T>)values)[row]));

    public override void Decode(ref PageReader bytes, Column target) => ((ValueColumn<T>)target).Append(bytes.Read<T>());

    private static T Canonical(T value)
    {
        if (typeof(T) == typeof(double))
            return (T)(object)Canonical((double)(object)value);
        if (typeof(T) == typeof(float))
            return (T)(object)(float)Canonical((float)(object)value);
        if (typeof(T) == typeof(decimal))
            return (T)(object)Canonical((decimal)(object)value);
        return value;
    }

    /// <summary>One zero, one NaN.</summary>
    private static double Canonical(double value) => value == 0 ? 0 : double.IsNaN(value) ? double.NaN : value;

    /// <summary>The smallest scale: a quotient has no trailing zeros.</summary>
    private static decimal Canonical(decimal value) => value == 0 ? 0 : value / 1.0000000000000000000000000000m;
}
