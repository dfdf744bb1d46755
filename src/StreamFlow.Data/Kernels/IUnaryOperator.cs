using System.Numerics;
using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Kernels;

/// <summary>Something made of one value that cannot fail.</summary>
public interface IUnaryOperator<T, TResult>
{
    static abstract TResult Invoke(T value);
}

/// <summary>Something made of one value that may be impossible for some.</summary>
public interface IFallibleUnaryOperator<T, TResult>
{
    /// <summary>The result, or false where C# throws.</summary>
    static abstract bool TryInvoke(T value, out TResult result);
}

public readonly struct NegateOperator<T> : IUnaryOperator<T, T>
    where T : IUnaryNegationOperators<T, T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke(T value) => unchecked(-value);
}
