using System.Numerics;

namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>The standard deviation of the sample; null for fewer than two values.</summary>
internal struct StandardDeviationFold<TIn> : IFold<TIn, Moments, double>
    where TIn : unmanaged, INumber<TIn>
{
    public static void Add(ref Moments state, TIn value) => state.Add(double.CreateSaturating(value));

    public static void Combine(ref Moments state, in Moments later) => state.Combine(in later);

    public static bool TryResult(in Moments state, out double result)
    {
        var known = VarianceFold<TIn>.TryResult(in state, out var variance);
        result = known ? Math.Sqrt(variance) : 0;
        return known;
    }
}
