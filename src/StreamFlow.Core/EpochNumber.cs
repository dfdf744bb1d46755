namespace StreamFlow;

/// <summary>The number of an epoch: the range of offsets per partition between two commits. The first epoch of a job is 1.</summary>
/// <param name="Value">1 or more; 0 stands for "before the first epoch".</param>
public readonly record struct EpochNumber(long Value) : IComparable<EpochNumber>
{
    /// <summary>The state before any epoch: nothing was committed.</summary>
    public static EpochNumber None => default;

    public EpochNumber Next => new(Value + 1);

    public int CompareTo(EpochNumber other) => Value.CompareTo(other.Value);

    public static bool operator <(EpochNumber left, EpochNumber right) => left.Value < right.Value;

    public static bool operator >(EpochNumber left, EpochNumber right) => left.Value > right.Value;

    public static bool operator <=(EpochNumber left, EpochNumber right) => left.Value <= right.Value;

    public static bool operator >=(EpochNumber left, EpochNumber right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
