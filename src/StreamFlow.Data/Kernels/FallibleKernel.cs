using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Kernels;

/// <summary>Arithmetic that may fail in a row; null rows cannot.</summary>
public static class FallibleKernel
{
    /// <summary>The first row with a value that the operator refuses, or -1. <paramref name="validity"/> is empty when no row is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Apply<T, TOperator, TLeft, TRight>(TLeft left, TRight right, ReadOnlySpan<byte> validity, Span<T> to)
        where T : unmanaged
        where TOperator : struct, IFallibleOperator<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
    {
        for (var row = 0; row < to.Length; row++)
        {
            if (!TOperator.TryInvoke(left[row], right[row], out to[row]) && (validity.IsEmpty || Bitmap.Get(validity, row)))
                return row;
        }

        return -1;
    }
}
