using System.Buffers.Binary;
using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Encodes batches as tuples of PostgreSQL's binary COPY. One per writer, used by one thread at a time; allocates nothing a row.</summary>
/// <param name="rows">The rows' columns.</param>
/// <param name="fields">One a column.</param>
/// <param name="key">The columns of the upsert key: they take no null. Empty to append.</param>
internal sealed class TupleWriter(RowSchema rows, FieldWriter[] fields, int[] key)
{
    private const int ValueCharsMax = 60;
    private const int ColumnsShown = 6;

    /// <summary>Appends one tuple a row. For an upsert each ends with its number, by which the last row of a key is found.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="firstNumber">The number of the batch's first row; null where rows are appended.</param>
    /// <param name="into">Gets one value a row; to be thrown away when this throws.</param>
    /// <exception cref="StreamFaultException">A value that cannot be written; names the column.</exception>
    public void Write(ColumnBatch batch, long? firstNumber, EncodedRows into)
    {
        var columns = batch.Columns;
        var width = (short)(fields.Length + (firstNumber is null ? 0 : 1));
        RequireKeys(batch);
        for (var row = 0; row < batch.RowCount; row++)
        {
            BinaryPrimitives.WriteInt16BigEndian(into.Reserve(sizeof(short)), width);
            into.Advance(sizeof(short));
            for (var i = 0; i < fields.Length; i++)
                WriteField(i, columns[i], row, into);
            if (firstNumber is { } first)
                WriteNumber(first + row, into);
            into.EndRow();
        }
    }

    /// <summary>A tuple for a message: <c>deviceId = a, end = 2026-11-21T00:00:10Z, …</c>, the key first.</summary>
    public string Show(ReadOnlySpan<byte> tuple)
    {
        var values = new string[fields.Length];
        var rest = tuple[sizeof(short)..];
        for (var i = 0; i < fields.Length; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            rest = rest[sizeof(int)..];
            values[i] = length < 0 ? "null" : Cut(fields[i].Show(rest[..length]));
            rest = rest[Math.Max(length, 0)..];
        }

        var order = key.Concat(Enumerable.Range(0, fields.Length).Except(key)).ToList();
        var text = new StringBuilder().AppendJoin(", ", order.Take(ColumnsShown).Select(i => $"{rows[i].Name} = {values[i]}"));
        return order.Count > ColumnsShown ? text.Append(", …").ToString() : text.ToString();
    }

    private void WriteField(int index, Column column, int row, EncodedRows into)
    {
        try
        {
            fields[index].WriteNullable(column, row, into);
        }
        catch (StreamFaultException e)
        {
            var name = rows[index].Name;
            throw e.Place is null
                ? e.At($"column '{name}'")
                : StreamFaultException.User(e.Problem, e.WayOut, e.Place.Replace("column '", $"column '{name}.", StringComparison.Ordinal));
        }
    }

    private void RequireKeys(ColumnBatch batch)
    {
        foreach (var column in key)
        {
            if (batch.Columns[column].HasNulls)
                throw StreamFaultException.User($"a row has no '{rows[column].Name}', which is part of the key of UpsertOn", "filter such rows out with .Where(…), or give the column a value");
        }
    }

    private static void WriteNumber(long number, EncodedRows into)
    {
        var room = into.Reserve(sizeof(int) + sizeof(long));
        BinaryPrimitives.WriteInt32BigEndian(room, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(room[sizeof(int)..], number);
        into.Advance(sizeof(int) + sizeof(long));
    }

    private static string Cut(string value) => value.Length <= ValueCharsMax ? value : $"{value[..ValueCharsMax]}…";
}
