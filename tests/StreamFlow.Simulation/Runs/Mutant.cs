namespace StreamFlow.Simulation.Runs;

/// <summary>A known bug, to see that the simulation finds it.</summary>
internal enum Mutant
{
    None,

    /// <summary>A server takes commits of sessions that were replaced.</summary>
    SinkIgnoresFencing,

    /// <summary>A server keeps its marker in a transaction of its own, after that of the rows.</summary>
    SinkForgetsMarker,

    /// <summary>A sink commits before the epoch's record is durable.</summary>
    SinkCommitsAtStage,

    /// <summary>A sink says that it holds one epoch less than it does, so that an epoch is sent to it again.</summary>
    ClientHidesMarker,

    /// <summary>The epoch log is not flushed before the sinks commit.</summary>
    LogNotFlushed,

    /// <summary>The disk says that it has flushed and has not.</summary>
    DiskLiesAboutFlush,

    /// <summary>A reader shows records of aborted transactions.</summary>
    ReaderShowsAborted,

    /// <summary>A reader goes past the last stable offset.</summary>
    ReaderPassesOpenTransactions,

    /// <summary>A reader begins a record too late where a replay or a restart sets it.</summary>
    ReaderSkipsAfterSeek,
}
