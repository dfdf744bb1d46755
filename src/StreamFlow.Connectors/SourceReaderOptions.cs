using StreamFlow.Data;

namespace StreamFlow.Connectors;

/// <summary>What a reader is to deliver.</summary>
/// <param name="Columns">The columns that the job reads, in the order of the row type; the others are checked for syntax only.</param>
public sealed record SourceReaderOptions(RowSchema Columns)
{
    /// <summary>At most so many rows in one batch. Default 16,384.</summary>
    public int RowsMax { get; init; } = 16_384;

    /// <summary>Bytes of fetched but unread data the reader may hold. Default 64 MiB.</summary>
    public long BufferBytesMax { get; init; } = 64L << 20;
}
