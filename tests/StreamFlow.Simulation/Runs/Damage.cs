namespace StreamFlow.Simulation.Runs;

/// <summary>What was done to what the job left, before it starts again. A start has to cope or refuse; when it refuses, the damage is taken back.</summary>
internal enum Damage
{
    None,

    /// <summary>A byte of a file has another value.</summary>
    FlippedByte,

    /// <summary>A file is shorter.</summary>
    ShortFile,

    /// <summary>A file is gone.</summary>
    LostFile,

    /// <summary>A server has lost its marker.</summary>
    LostMarker,
}
