using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamFlow.Data.Kernels;

/// <summary>One side of an operator: a column's values, or one value for every row. A kernel is compiled for each combination, so neither costs anything.</summary>
public interface IOperand<T>
{
    /// <summary>The value of a row. The row is not checked: kernels stay within their result's length.</summary>
    T this[int row] { get; }

    /// <summary>The values from this row on, as many as a vector holds.</summary>
    Vector256<T> Vector(int row);
}

/// <summary>A column's values.</summary>
public readonly ref struct SpanOperand<T>(ReadOnlySpan<T> values) : IOperand<T>
{
    private readonly ref T _first = ref MemoryMarshal.GetReference(values);

    public T this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref _first, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<T> Vector(int row) => Vector256.LoadUnsafe(ref _first, (nuint)row);
}

/// <summary>The same value in every row.</summary>
public readonly struct ConstantOperand<T>(T value) : IOperand<T>
{
    public T this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<T> Vector(int row) => Vector256.Create(value);
}
