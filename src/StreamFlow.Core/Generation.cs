namespace StreamFlow;

/// <summary>
/// The number of a start of a job. Each start takes a new one, larger than all before it, and fences every sink with it,
/// so that an older instance which still runs (or wakes up) cannot commit any more.
/// </summary>
/// <param name="Value">1 or more.</param>
public readonly record struct Generation(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
