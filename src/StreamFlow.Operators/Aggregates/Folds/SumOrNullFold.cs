using System.Numerics;

namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>The sum of values that may be null; null without values.</summary>
internal struct SumOrNullFold<TIn, TSum> : IFold<TIn, Optional<TSum>, TSum>
    where TIn : unmanaged, INumber<TIn>
    where TSum : unmanaged, INumber<TSum>
{
    public static void Add(ref Optional<TSum> state, TIn value)
    {
        state.Value = checked(state.Value + TSum.CreateChecked(value));
        state.Seen = 1;
    }

    public static void Combine(ref Optional<TSum> state, in Optional<TSum> later)
    {
        state.Value = checked(state.Value + later.Value);
        state.Seen |= later.Seen;
    }

    public static bool TryResult(in Optional<TSum> state, out TSum result)
    {
        result = state.Value;
        return state.Seen != 0;
    }
}
