using System.Numerics;

namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>The sum, 0 without values. Integers and decimals that do not fit are an error; floating-point numbers are added in the order of the rows.</summary>
internal struct SumFold<TIn, TSum> : IFold<TIn, TSum, TSum>
    where TIn : unmanaged, INumber<TIn>
    where TSum : unmanaged, INumber<TSum>
{
    public static void Add(ref TSum state, TIn value) => state = checked(state + TSum.CreateChecked(value));

    public static void Combine(ref TSum state, in TSum later) => state = checked(state + later);

    public static bool TryResult(in TSum state, out TSum result)
    {
        result = state;
        return true;
    }
}
