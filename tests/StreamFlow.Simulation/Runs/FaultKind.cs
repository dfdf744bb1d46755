namespace StreamFlow.Simulation.Runs;

/// <summary>What goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>The process ends at a point; what it wrote is there, flushed or not.</summary>
    Kill,

    /// <summary>The machine ends at a point: what was not flushed is lost, or a random part of it.</summary>
    PowerCut,

    /// <summary>The step at a point fails.</summary>
    Fail,

    /// <summary>A graceful stop is asked for at a point.</summary>
    Stop,

    /// <summary>The process stands still at a point; a successor starts; later it goes on.</summary>
    Freeze,

    /// <summary>At a point of the successor the one that stood still goes on, to its end.</summary>
    Thaw,

    /// <summary>At a point commits arrive that were delayed.</summary>
    Deliver,

    /// <summary>From a disk operation on, all fail.</summary>
    DiskFull,

    /// <summary>One disk operation fails, a flush perhaps.</summary>
    DiskFails,

    /// <summary>A write does half of its work, then the machine ends.</summary>
    TornWrite,

    /// <summary>A commit takes effect and its reply is lost.</summary>
    LoseReply,

    /// <summary>A commit is delayed; its sender gives up waiting, and asks and sends again.</summary>
    LoseRequest,

    /// <summary>A commit takes effect, and its sender ends before the reply comes.</summary>
    LoseReplyAndDie,

    /// <summary>A commit is delayed and its sender ends.</summary>
    DelayAndDie,

    /// <summary>A source cannot be asked for its bounds.</summary>
    SourceUnreachable,
}
