namespace StreamFlow;

/// <summary>The offsets of one partition that an epoch holds. Offsets may have gaps; the range may be empty.</summary>
/// <param name="From">The first offset, inclusive.</param>
/// <param name="To">The end, exclusive: where the next epoch begins.</param>
public readonly record struct OffsetRange(long From, long To)
{
    public bool IsEmpty => To <= From;

    public override string ToString() => $"[{From},{To})";
}
