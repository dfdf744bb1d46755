using System.Runtime.CompilerServices;

namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>The order of min and max, LINQ's: NaN is below every number.</summary>
internal static class Order
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLess<T>(T left, T right)
        where T : unmanaged, IComparable<T>
    {
        // What the compiler makes of CompareTo for these two is several times slower.
        if (typeof(T) == typeof(double))
            return (double)(object)left < (double)(object)right || (double.IsNaN((double)(object)left) && !double.IsNaN((double)(object)right));
        if (typeof(T) == typeof(float))
            return (float)(object)left < (float)(object)right || (float.IsNaN((float)(object)left) && !float.IsNaN((float)(object)right));
        return left.CompareTo(right) < 0;
    }
}
