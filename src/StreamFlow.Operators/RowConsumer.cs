using StreamFlow.Data;

namespace StreamFlow.Operators;

/// <summary>
/// A running step of a task: takes batches of its lane, in order, and hands what it makes of them to the next, all within the call.
/// A task runs on one thread at a time and owns its consumers, so none of them locks.
/// </summary>
public abstract class RowConsumer
{
    /// <summary>Takes the rows. The batch is the caller's again when this returns.</summary>
    public abstract void Consume(ColumnBatch rows);

    /// <summary>Called at each epoch's end, behind its last row: where the lane's event time stands. Passed on to the next.</summary>
    public abstract void Advance(LaneTime time);
}
