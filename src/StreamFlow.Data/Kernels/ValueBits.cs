using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Kernels;

/// <summary>The bits of a value of a fixed width as one 64-bit number; wider ones are mixed down to it.</summary>
internal static class ValueBits
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold<T>(T value)
        where T : unmanaged
    {
        // All NaNs are one: which payload an addition passes on depends on the instruction chosen.
        if (typeof(T) == typeof(double) && double.IsNaN(Unsafe.As<T, double>(ref value)))
            return 0x7FF8_0000_0000_0000UL;
        if (typeof(T) == typeof(float) && float.IsNaN(Unsafe.As<T, float>(ref value)))
            return 0x7FC0_0000UL;
        if (Unsafe.SizeOf<T>() == sizeof(byte))
            return Unsafe.As<T, byte>(ref value);
        if (Unsafe.SizeOf<T>() == sizeof(ushort))
            return Unsafe.As<T, ushort>(ref value);
        if (Unsafe.SizeOf<T>() == sizeof(uint))
            return Unsafe.As<T, uint>(ref value);
        if (Unsafe.SizeOf<T>() == sizeof(ulong))
            return Unsafe.As<T, ulong>(ref value);
        return ValueHash.Mix(Unsafe.As<T, ulong>(ref value), Unsafe.Add(ref Unsafe.As<T, ulong>(ref value), 1));
    }
}
