namespace StreamFlow.Simulation.Runs;

/// <summary>A fault of an attempt.</summary>
/// <param name="Kind">What.</param>
/// <param name="Point">Where, for what happens at a named point.</param>
/// <param name="Skip">How often that (the point, the disk operation, the commit, the question) passes before.</param>
internal sealed record Fault(FaultKind Kind, CrashPoint Point, int Skip)
{
    public bool IsAtPoint => Kind <= FaultKind.Deliver;

    public bool IsOnDisk => Kind is FaultKind.DiskFull or FaultKind.DiskFails or FaultKind.TornWrite;

    public bool IsOfCommit => Kind is FaultKind.LoseReply or FaultKind.LoseRequest or FaultKind.LoseReplyAndDie or FaultKind.DelayAndDie;

    public override string ToString() => IsAtPoint ? $"{Kind} at {Point} no. {Skip + 1}" : $"{Kind} no. {Skip + 1}";
}
