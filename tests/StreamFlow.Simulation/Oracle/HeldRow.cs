namespace StreamFlow.Simulation.Oracle;

/// <summary>A row that counts for some windows.</summary>
/// <param name="row">The row.</param>
/// <param name="ends">The ends of all windows that hold its time, in order.</param>
/// <param name="countingEnds">Of those for which it was not late.</param>
/// <param name="sliceStart">Where its slice of time begins.</param>
internal sealed class HeldRow(ModelRow row, IReadOnlyList<long> ends, IReadOnlyList<long> countingEnds, long sliceStart)
{
    public ModelRow Row => row;

    public IReadOnlyList<long> Ends => ends;

    public IReadOnlyList<long> CountingEnds => countingEnds;

    public long SliceStart => sliceStart;

    /// <summary>Whether it came in the epoch in work.</summary>
    public bool IsNew { get; set; } = true;
}
