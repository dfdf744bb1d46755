using System.Numerics;
using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Kernels;

/// <summary>Arithmetic on two values that may be impossible for some of them.</summary>
public interface IFallibleOperator<T>
{
    /// <summary>The result, or false where C# throws.</summary>
    static abstract bool TryInvoke(T left, T right, out T result);
}

/// <summary>Division of integers: neither by zero, nor the smallest number by −1, whose result has no place in the type.</summary>
public readonly struct IntegerDivideOperator<T> : IFallibleOperator<T>
    where T : INumber<T>, IMinMaxValue<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInvoke(T left, T right, out T result)
    {
        if (T.IsZero(right) || IntegerLimits<T>.IsOverflow(left, right))
        {
            result = T.Zero;
            return false;
        }

        result = left / right;
        return true;
    }
}

/// <summary>The quotient that has no place in its type: the smallest int or long by −1. Smaller integers are divided as ints and cut back, so they wrap.</summary>
internal static class IntegerLimits<T>
    where T : INumber<T>, IMinMaxValue<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOverflow(T left, T right) =>
        (typeof(T) == typeof(int) || typeof(T) == typeof(long)) && right == -T.One && left == T.MinValue;
}

/// <summary>Remainder of integers, which C# refuses for the same operands as the division.</summary>
public readonly struct IntegerRemainderOperator<T> : IFallibleOperator<T>
    where T : INumber<T>, IMinMaxValue<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInvoke(T left, T right, out T result)
    {
        if (T.IsZero(right) || IntegerLimits<T>.IsOverflow(left, right))
        {
            result = T.Zero;
            return false;
        }

        result = left % right;
        return true;
    }
}

/// <summary>Any operator on decimals: all of them can overflow, and only the attempt shows it.</summary>
public readonly struct DecimalOperator<TOperator> : IFallibleOperator<decimal>
    where TOperator : struct, IArithmeticOperator<decimal>
{
    public static bool TryInvoke(decimal left, decimal right, out decimal result)
    {
        // Asked first, because an exception for each null row (whose divisor is often zero) would be slow.
        if (right == 0 && (typeof(TOperator) == typeof(DivideOperator<decimal>) || typeof(TOperator) == typeof(RemainderOperator<decimal>)))
        {
            result = 0;
            return false;
        }

        try
        {
            result = TOperator.Invoke(left, right);
            return true;
        }
        catch (OverflowException)
        {
            result = 0;
            return false;
        }
    }
}
