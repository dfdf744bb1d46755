namespace StreamFlow.Testing.Ways;

/// <summary>How a run ends before its end.</summary>
internal enum WayToBreak
{
    None,

    /// <summary>Gracefully, with a checkpoint.</summary>
    Stop,

    /// <summary>As by a power cut.</summary>
    Crash,

    /// <summary>At one point of the protocol after the other, each time after a new start.</summary>
    CrashAtEveryPoint,
}
