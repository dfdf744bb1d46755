namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>The largest value, of equal ones the first; nulls do not count; null without values.</summary>
internal struct MaxFold<T> : IFold<T, Optional<T>, T>
    where T : unmanaged, IComparable<T>
{
    public static void Add(ref Optional<T> state, T value)
    {
        if (state.Seen == 0 || Order.IsLess(state.Value, value))
        {
            state.Value = value;
            state.Seen = 1;
        }
    }

    public static void Combine(ref Optional<T> state, in Optional<T> later)
    {
        if (later.Seen != 0)
            Add(ref state, later.Value);
    }

    public static bool TryResult(in Optional<T> state, out T result)
    {
        result = state.Value;
        return state.Seen != 0;
    }
}
