using System.Numerics;
using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Kernels;

/// <summary>
/// A conversion between numbers as an unchecked C# cast makes it, decimals excepted. Generic math does not do the same everywhere: from floating point to a
/// small integer the cast wraps and <c>CreateTruncating</c> saturates. The type tests are decided when the kernel is compiled.
/// </summary>
public readonly struct NumericCast<TFrom, TTo> : IUnaryOperator<TFrom, TTo>
    where TFrom : INumberBase<TFrom>
    where TTo : INumberBase<TTo>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo Invoke(TFrom value)
    {
        if (typeof(TFrom) != typeof(double) && typeof(TFrom) != typeof(float))
            return TTo.CreateTruncating(value);
        var number = double.CreateTruncating(value);
        if (typeof(TTo) == typeof(sbyte))
            return As((sbyte)number);
        if (typeof(TTo) == typeof(byte))
            return As((byte)number);
        if (typeof(TTo) == typeof(short))
            return As((short)number);
        if (typeof(TTo) == typeof(ushort))
            return As((ushort)number);
        if (typeof(TTo) == typeof(int))
            return As((int)number);
        if (typeof(TTo) == typeof(uint))
            return As((uint)number);
        if (typeof(TTo) == typeof(long))
            return As((long)number);
        if (typeof(TTo) == typeof(ulong))
            return As((ulong)number);
        return TTo.CreateTruncating(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TTo As<TValue>(TValue value) => Unsafe.As<TValue, TTo>(ref value);
}

/// <summary>A conversion that C# refuses for some values: a checked one, or an unchecked one from or to decimal.</summary>
public readonly struct CheckedNumericCast<TFrom, TTo> : IFallibleUnaryOperator<TFrom, TTo>
    where TFrom : INumberBase<TFrom>
    where TTo : INumberBase<TTo>
{
    public static bool TryInvoke(TFrom value, out TTo result)
    {
        try
        {
            result = TTo.CreateChecked(value);
            return true;
        }
        catch (OverflowException)
        {
            result = TTo.Zero;
            return false;
        }
    }
}
