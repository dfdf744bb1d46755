using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Kernels;

/// <summary>One value a row into one value a row.</summary>
public static class UnaryKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T, TResult, TOperator>(ReadOnlySpan<T> from, Span<TResult> to)
        where TOperator : struct, IUnaryOperator<T, TResult>
    {
        for (var row = 0; row < to.Length; row++)
            to[row] = TOperator.Invoke(from[row]);
    }

    /// <summary>The first row with a value that the operator refuses, or -1. <paramref name="validity"/> is empty when no row is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int TryApply<T, TResult, TOperator>(ReadOnlySpan<T> from, ReadOnlySpan<byte> validity, Span<TResult> to)
        where TOperator : struct, IFallibleUnaryOperator<T, TResult>
    {
        for (var row = 0; row < to.Length; row++)
        {
            if (!validity.IsEmpty && !Bitmap.Get(validity, row))
                continue;
            if (!TOperator.TryInvoke(from[row], out to[row]))
                return row;
        }

        return -1;
    }
}
