using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamFlow.Data.Kernels;

/// <summary>
/// A comparison of two values as C# makes it, NaN included. Three are enough: the others are these with the sides exchanged, or with every bit turned round.
/// </summary>
public interface IComparisonOperator<T>
{
    static abstract bool Invoke(T left, T right);

    static abstract Vector256<T> Invoke(Vector256<T> left, Vector256<T> right);
}

public readonly struct EqualOperator<T> : IComparisonOperator<T>
    where T : IEqualityOperators<T, T, bool>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Invoke(T left, T right) => left == right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => Vector256.Equals(left, right);
}

public readonly struct LessOperator<T> : IComparisonOperator<T>
    where T : IComparisonOperators<T, T, bool>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Invoke(T left, T right) => left < right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => Vector256.LessThan(left, right);
}

public readonly struct LessOrEqualOperator<T> : IComparisonOperator<T>
    where T : IComparisonOperators<T, T, bool>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Invoke(T left, T right) => left <= right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => Vector256.LessThanOrEqual(left, right);
}

/// <summary>Guids are equal or not; they are no numbers, so generic math does not know them.</summary>
public readonly struct GuidEqualOperator : IComparisonOperator<Guid>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Invoke(Guid left, Guid right) => left == right;

    public static Vector256<Guid> Invoke(Vector256<Guid> left, Vector256<Guid> right) => throw new NotSupportedException();
}
