using StreamFlow.Data;

namespace StreamFlow.Formats;

/// <summary>
/// Turns raw records into rows. One per reader, used by one thread at a time: a decoder learns from what it sees.
/// <para>A record gives one row or none: what a bad one has written into the columns is taken back.</para>
/// </summary>
public abstract class RecordDecoder
{
    private readonly RowFault _fault = new();
    private readonly RecordPartReader[] _parts;

    /// <param name="schema">The columns wanted.</param>
    /// <exception cref="StreamFaultException">A field that comes from the key, timestamp or a header has a type that those cannot have.</exception>
    protected RecordDecoder(RowSchema schema)
    {
        Schema = schema;
        _parts = RecordPartReader.ForFields(schema);
        HasValueFields = _parts.Length != schema.Count;
    }

    /// <summary>The columns wanted.</summary>
    public RowSchema Schema { get; }

    /// <summary>Where headers are found; needed where a column comes from a header. Set by the reader.</summary>
    public RawHeaders? Headers { get; set; }

    /// <summary>Whether any column comes from the record's value.</summary>
    protected bool HasValueFields { get; }

    /// <summary>Whether an empty line of a file is no record. Default: it is none.</summary>
    public virtual bool SkipsEmptyLines => true;

    /// <summary>Takes the record that names the columns of those to come, where the framing has one. It replaces the one before.</summary>
    /// <exception cref="StreamFaultException">It cannot be read, or names a wanted column twice.</exception>
    public virtual void TakeHeader(ReadOnlySpan<byte> header)
    {
    }

    /// <summary>Appends one row per good record, with its offset and timestamp in <see cref="ColumnBatch.Origin"/>, and sets <see cref="ColumnBatch.RowCount"/>.</summary>
    /// <param name="records">The records, in offset order.</param>
    /// <param name="rows">A batch of this decoder's schema; rows that it holds already stay.</param>
    /// <param name="bad">Gets the records that made no row.</param>
    public void Decode(ReadOnlySpan<RawRecord> records, ColumnBatch rows, List<BadRow> bad)
    {
        Invariant.Require(ReferenceEquals(rows.Schema, Schema) || rows.Schema.Equals(Schema));
        var offsets = rows.Origin.Offsets;
        var timestamps = rows.Origin.Timestamps;
        Invariant.Require(offsets.Length == rows.RowCount && timestamps.Length == rows.RowCount);
        Bind(rows.Columns);
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (TryDecodeValue(in record, rows.RowCount, _fault) && TryDecodeParts(in record, rows))
            {
                offsets.Append(record.Offset);
                timestamps.Append(record.Timestamp);
                rows.RowCount++;
            }
            else
            {
                foreach (var column in rows.Columns)
                    column.Truncate(rows.RowCount);
                bad.Add(new BadRow(i, _fault.Column, _fault.Reason));
            }
        }
    }

    /// <summary>Called before the records of a batch: the columns that the values go to, in the order of the schema.</summary>
    protected abstract void Bind(Column[] columns);

    /// <summary>Appends one value to each column of a value field, or says what is wrong; what was written is then taken back by the caller.</summary>
    /// <param name="record">The record; its value may be null.</param>
    /// <param name="row">The length of every column before this record.</param>
    /// <param name="fault">Where to say what is wrong.</param>
    protected abstract bool TryDecodeValue(in RawRecord record, int row, RowFault fault);

    private bool TryDecodeParts(in RawRecord record, ColumnBatch rows)
    {
        foreach (var part in _parts)
        {
            if (!part.TryAppend(in record, Headers, rows.Columns[part.Index], _fault))
                return _fault.At(Schema[part.Index].Name);
        }

        return true;
    }
}
