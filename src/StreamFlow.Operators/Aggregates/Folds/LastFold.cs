namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>The value of the last row, null if it is null there. Across lanes "last" is the last lane's: lanes have an order, their rows have none.</summary>
internal struct LastFold<T> : IFold<T, Optional<T>, T>
    where T : unmanaged
{
    public static void Add(ref Optional<T> state, T value) => state = new Optional<T> { Value = value, Seen = FirstFold<T>.Value };

    public static void AddNull(ref Optional<T> state) => state = new Optional<T> { Seen = FirstFold<T>.Null };

    public static void Combine(ref Optional<T> state, in Optional<T> later)
    {
        if (later.Seen != 0)
            state = later;
    }

    public static bool TryResult(in Optional<T> state, out T result) => FirstFold<T>.TryResult(in state, out result);
}
