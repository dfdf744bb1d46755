namespace StreamFlow.Operators.Aggregates.Folds;

/// <summary>A value that may not be there yet; without padding, because it is stored as it lies in memory.</summary>
internal struct Optional<T>
    where T : unmanaged
{
    public T Value;
    public long Seen;
}
