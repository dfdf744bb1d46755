using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>Writes the values of one column type as JSON.</summary>
internal abstract class JsonValueWriter
{
    /// <summary>Writes the row's value; not null.</summary>
    /// <exception cref="StreamFaultException">JSON has no word for the value; the caller adds the column's name.</exception>
    public abstract void Write(Column column, int row, EncodedRows into);

    /// <summary>Writes the row's value or null.</summary>
    public void WriteNullable(Column column, int row, EncodedRows into)
    {
        if (column.IsNull(row))
            into.Write("null"u8);
        else
            Write(column, row, into);
    }
}
