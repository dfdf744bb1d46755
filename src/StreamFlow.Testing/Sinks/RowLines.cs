using System.Text;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;

namespace StreamFlow.Testing.Sinks;

/// <summary>Rows as sorted lines of JSON: equal lists are equal rows, to the last bit of a double.</summary>
internal static class RowLines
{
    public static IReadOnlyList<string> Of<T>(IEnumerable<T> rows)
        where T : class
    {
        var batch = new ColumnBatch(RowType.Of<T>().Schema);
        foreach (var row in rows)
            RowWriter.For<T>().Append(batch, row);
        var encoded = new EncodedRows();
        JsonFormat.Instance.CreateEncoder(batch.Schema).Encode(batch, encoded);
        return [.. Enumerable.Range(0, encoded.Count).Select(row => Encoding.UTF8.GetString(encoded[row])).Order(StringComparer.Ordinal)];
    }
}
