using StreamFlow.Data;

namespace StreamFlow.Formats.Text;

/// <summary>A null column value becomes a null record value, so that tombstones survive a pass-through.</summary>
internal sealed class TextEncoder(int index) : RecordEncoder
{
    public override void Encode(ColumnBatch rows, EncodedRows into)
    {
        var column = (BinaryColumn)rows.Columns[index];
        for (var row = 0; row < rows.RowCount; row++)
        {
            if (column.IsNull(row))
            {
                into.AddNull();
                continue;
            }

            into.Write(column[row]);
            into.EndRow();
        }
    }
}
