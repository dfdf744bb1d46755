namespace StreamFlow;

/// <summary>
/// The named points of the protocol at which a test can end a query as a crash would, in the order in which a query passes them. A recovery passes the points of each epoch that it
/// replays, apart from those of the record.
/// </summary>
public enum CrashPoint
{
    /// <summary>A start has taken its generation; no sink knows of it.</summary>
    GenerationTaken,

    /// <summary>Every sink has fenced the older generations and said what it holds; nothing is decided.</summary>
    SinksFenced,

    /// <summary>What recovery decided is done and the checkpoint is loaded; nothing is replayed.</summary>
    Recovered,

    /// <summary>Every sink that takes the epoch's rows has opened its transaction.</summary>
    EpochBegun,

    /// <summary>A batch of one partition was read and run through its operators. Passed many times an epoch, on the workers' threads.</summary>
    BatchRead,

    /// <summary>A sink has all rows of the epoch and is about to stage them. Passed once a sink, as the four that follow it here.</summary>
    BeforeStage,

    /// <summary>A sink has staged the epoch; others may not have.</summary>
    AfterStage,

    /// <summary>Every sink has staged; the epoch's record does not exist.</summary>
    BeforeRecord,

    /// <summary>The epoch's record is written and not flushed: a power cut takes it back.</summary>
    RecordWritten,

    /// <summary>The epoch's record is durable; no sink has committed.</summary>
    AfterRecord,

    /// <summary>A sink is about to commit; others may have.</summary>
    BeforeCommit,

    /// <summary>A sink has committed; others may not have: of the first of two sinks it is the point between their commits.</summary>
    AfterCommit,

    /// <summary>Every sink has committed; the sources' consumer groups are not told.</summary>
    BeforeMirror,

    /// <summary>The sources' consumer groups have the offsets.</summary>
    AfterMirror,

    /// <summary>A checkpoint's pages are frozen and none is written. Passed in the background, as the two that follow.</summary>
    CheckpointBegun,

    /// <summary>A checkpoint's pages are written and no manifest names them.</summary>
    CheckpointPagesWritten,

    /// <summary>A checkpoint is whole.</summary>
    CheckpointWritten,
}
