using StreamFlow.Data;

namespace StreamFlow.Files.Writing;

/// <summary>Brings one writer's rows into the bytes of its parts. A batch is taken first, then its rows go to their parts one by one.</summary>
internal abstract class PartEncoder : IDisposable
{
    /// <summary>Opens a part for its first row.</summary>
    /// <param name="path">Where readers will see it.</param>
    /// <param name="openedAt">Now, as a timestamp of the sink's clock.</param>
    public abstract Part Open(string path, long openedAt);

    /// <summary>The batch whose rows follow; good until the next one.</summary>
    /// <param name="rows">The data columns only.</param>
    public abstract void Take(ColumnBatch rows);

    /// <summary>Appends a row of the batch taken to a part that this opened.</summary>
    public abstract void Append(Part part, int row);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
