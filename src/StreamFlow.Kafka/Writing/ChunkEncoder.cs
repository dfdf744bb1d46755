using StreamFlow.Data;

namespace StreamFlow.Kafka.Writing;

/// <summary>Makes records of rows.</summary>
internal abstract class ChunkEncoder
{
    /// <summary>The headers that every record has, or has not where the column is null; a column of <see cref="EncodedChunk.Headers"/> each.</summary>
    public abstract IReadOnlyList<string> HeaderNames { get; }

    /// <summary>Fills an empty chunk, but for the records' partitions.</summary>
    public abstract void Fill(EncodedChunk chunk, ColumnBatch rows);
}
