using StreamFlow.Data;

namespace StreamFlow.Formats;

/// <summary>Turns rows into the bytes of record values. One per writer, used by one thread at a time.</summary>
public abstract class RecordEncoder
{
    /// <summary>Appends one value per row, in the order of the rows.</summary>
    /// <exception cref="StreamFaultException">A value that the format cannot say; the message names the column. What <paramref name="into"/> got is to be thrown away.</exception>
    public abstract void Encode(ColumnBatch rows, EncodedRows into);
}
