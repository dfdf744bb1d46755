namespace StreamFlow.Simulation.Runs;

/// <summary>What becomes of the checkpoint directory of an instance that stands still.</summary>
internal enum ZombieFate
{
    /// <summary>It keeps the directory's lock: a successor is refused, and it goes on.</summary>
    KeepsLock,

    /// <summary>Its successor has the directory, and it reaches it no more.</summary>
    LosesDisk,

    /// <summary>Its successor has a copy, taken meanwhile: only the sinks can tell the two apart.</summary>
    KeepsOldDirectory,
}
