using System.Numerics;

namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>The variance of the sample; null for fewer than two values.</summary>
internal struct VarianceFold<TIn> : IFold<TIn, Moments, double>
    where TIn : unmanaged, INumber<TIn>
{
    public static void Add(ref Moments state, TIn value) => state.Add(double.CreateSaturating(value));

    public static void Combine(ref Moments state, in Moments later) => state.Combine(in later);

    public static bool TryResult(in Moments state, out double result)
    {
        result = state.Squares / (state.Count - 1);
        return state.Count > 1;
    }
}
