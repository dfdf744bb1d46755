using StreamFlow.Data;

namespace StreamFlow.Connectors;

/// <summary>Writes the rows of one task to one sink, between the committer's Begin and Stage. Different writers of a sink are called by different threads, each by one at a time.</summary>
public abstract class SinkWriter : IDisposable
{
    /// <summary>Takes the rows; the batch is the caller's again when this returns. May block while the sink is slow: that is the backpressure.</summary>
    /// <exception cref="StreamFaultException">The sink failed, or a row cannot be written.</exception>
    public abstract void Write(ColumnBatch rows);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
