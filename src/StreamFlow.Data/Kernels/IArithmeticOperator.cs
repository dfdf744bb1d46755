using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamFlow.Data.Kernels;

/// <summary>Arithmetic on two values that cannot fail: integers wrap, floating point rounds as C# does, in vectors bit for bit as one by one.</summary>
public interface IArithmeticOperator<T>
{
    /// <summary>Whether there is an instruction for the vector form; for division of integers and remainders there is none.</summary>
    static abstract bool HasVectorForm { get; }

    static abstract T Invoke(T left, T right);

    static abstract Vector256<T> Invoke(Vector256<T> left, Vector256<T> right);
}

public readonly struct AddOperator<T> : IArithmeticOperator<T>
    where T : IAdditionOperators<T, T, T>
{
    public static bool HasVectorForm => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke(T left, T right) => unchecked(left + right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left + right;
}

public readonly struct SubtractOperator<T> : IArithmeticOperator<T>
    where T : ISubtractionOperators<T, T, T>
{
    public static bool HasVectorForm => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke(T left, T right) => unchecked(left - right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left - right;
}

public readonly struct MultiplyOperator<T> : IArithmeticOperator<T>
    where T : IMultiplyOperators<T, T, T>
{
    public static bool HasVectorForm => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke(T left, T right) => unchecked(left * right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left * right;
}

/// <summary>Division of floating-point numbers, or of integers by a constant that cannot fail.</summary>
public readonly struct DivideOperator<T> : IArithmeticOperator<T>
    where T : IDivisionOperators<T, T, T>
{
    public static bool HasVectorForm => typeof(T) == typeof(double) || typeof(T) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke(T left, T right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => left / right;
}

/// <summary>Remainder of floating-point numbers, or of integers by a constant that cannot fail.</summary>
public readonly struct RemainderOperator<T> : IArithmeticOperator<T>
    where T : IModulusOperators<T, T, T>
{
    public static bool HasVectorForm => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke(T left, T right) => left % right;

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => throw new NotSupportedException();
}
