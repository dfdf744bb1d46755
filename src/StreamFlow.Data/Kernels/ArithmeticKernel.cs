using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamFlow.Data.Kernels;

/// <summary>Arithmetic over two operands, all rows: null rows get a value that means nothing.</summary>
/// <remarks>Kernels are optimised at their first call: until a second compilation came they would run ten times slower (measured).</remarks>
public static class ArithmeticKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T, TOperator, TLeft, TRight>(TLeft left, TRight right, Span<T> to)
        where T : unmanaged
        where TOperator : struct, IArithmeticOperator<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
    {
        var row = 0;
        if (TOperator.HasVectorForm && Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
        {
            ref var first = ref MemoryMarshal.GetReference(to);
            for (; row <= to.Length - Vector256<T>.Count; row += Vector256<T>.Count)
                TOperator.Invoke(left.Vector(row), right.Vector(row)).StoreUnsafe(ref first, (nuint)row);
        }

        for (; row < to.Length; row++)
            to[row] = TOperator.Invoke(left[row], right[row]);
    }
}
