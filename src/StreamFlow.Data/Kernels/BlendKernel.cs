using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Kernels;

/// <summary>Takes each row from one of two columns.</summary>
public static class BlendKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T>(ReadOnlySpan<byte> test, ReadOnlySpan<T> then, ReadOnlySpan<T> otherwise, Span<T> to)
        where T : unmanaged
    {
        then = then[..to.Length];
        otherwise = otherwise[..to.Length];
        for (var row = 0; row < to.Length; row++)
            to[row] = Bitmap.Get(test, row) ? then[row] : otherwise[row];
    }
}
