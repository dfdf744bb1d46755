namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>The value of the first row, null if it is null there.</summary>
internal struct FirstFold<T> : IFold<T, Optional<T>, T>
    where T : unmanaged
{
    public const long Value = 1;
    public const long Null = 2;

    public static void Add(ref Optional<T> state, T value)
    {
        if (state.Seen == 0)
            state = new Optional<T> { Value = value, Seen = Value };
    }

    public static void AddNull(ref Optional<T> state)
    {
        if (state.Seen == 0)
            state.Seen = Null;
    }

    public static void Combine(ref Optional<T> state, in Optional<T> later)
    {
        if (state.Seen == 0)
            state = later;
    }

    public static bool TryResult(in Optional<T> state, out T result)
    {
        result = state.Value;
        return state.Seen == Value;
    }
}
