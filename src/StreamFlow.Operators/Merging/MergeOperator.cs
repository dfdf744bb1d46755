using StreamFlow.Operators.BadRecords;

namespace StreamFlow.Operators.Merging;

/// <summary>
/// The part of a stateful node that sees all its lanes. During an epoch each lane accumulates alone, on its own thread; at the epoch's end, when all are quiet,
/// <see cref="EndEpoch"/> combines what is due in the order of the lanes and sends it on.
/// </summary>
public abstract class MergeOperator
{
    /// <summary>The node's name: its identity in checkpoints.</summary>
    public abstract string Name { get; }

    /// <summary>What its pages hold, in canonical text: a checkpoint with another signature under the same name cannot be restored.</summary>
    public abstract string Signature { get; }

    /// <summary>The released minimum, microseconds: it never falls. <see cref="EventTime.NoWatermark"/> before the first release, or where there is no event time.</summary>
    public abstract long Released { get; }

    /// <summary>Groups held, over all lanes.</summary>
    public abstract long GroupCount { get; }

    /// <summary>Bytes held, estimated, over all lanes.</summary>
    public abstract long StateBytes { get; }

    /// <summary>Late rows dropped since the start of the epoch, over all lanes.</summary>
    public abstract long LateRowCount { get; }

    /// <summary>How late the rows of the epoch were that came after the end of their last window, whatever became of them.</summary>
    public virtual LatenessHistogram Lateness => default;

    /// <summary>Late rows of the epoch that still counted.</summary>
    public virtual long AcceptedLateRowCount => 0;

    /// <summary>Rows of the epoch that correct one sent before.</summary>
    public virtual long CorrectedRowCount => 0;

    /// <summary>Where the combined rows go. Set once, before the first epoch.</summary>
    public RowConsumer Output { get; set; } = NoConsumer.Instance;

    /// <summary>Makes the part of a lane; called between epochs, with state restored into it already when a checkpoint held some for the lane.</summary>
    /// <param name="lane">Which lane.</param>
    /// <param name="lateRows">Where the lane's late rows go, as rows of the late-row node; null when they are dropped and counted.</param>
    /// <param name="lateRecords">Takes the records that the lane's late rows came from; null when nothing does.</param>
    public abstract RowConsumer AddLane(LaneId lane, RowConsumer? lateRows, LateRecords? lateRecords = null);

    /// <summary>
    /// All lanes are advanced and quiet: raises the released minimum, pushes what leaves into <see cref="Output"/> in order of window end, then advances Output to the released minimum.
    /// </summary>
    /// <param name="flush">The run ends and asks for open windows to leave too.</param>
    public abstract void EndEpoch(bool flush);

    /// <summary>The pages of all lanes, and of the merge itself, as they stand now. A page unchanged since the call before comes without bytes.</summary>
    public abstract void Snapshot(ICollection<StreamFlow.State.StatePage> pages);

    /// <summary>Takes a page back that <see cref="Snapshot"/> gave; called before any lane is added.</summary>
    /// <exception cref="StreamFaultException">The bytes are no page of this operator.</exception>
    public abstract void Restore(string lane, string pageId, ReadOnlyMemory<byte> bytes);
}
