using System.Text;
using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Tests.Files;

/// <summary>Rows for the file sink's tests, and what a reader of its directory sees.</summary>
internal static class SinkRows
{
    public static readonly RowSchema Schema = new(
    [
        new Field("id", DataType.Int64),
        new Field("name", DataType.String) { Nullable = true },
        new Field("$bucket", DataType.String) { Nullable = true, Part = RecordPart.Partition },
    ]);

    /// <summary>The rows that a writer gets in an epoch: some, none, in several buckets, one of them without a value.</summary>
    public static IReadOnlyList<SinkRow> Of(int writer, long epoch) =>
    [
        .. Enumerable.Range(0, (int)((epoch + writer) * 5 % 7)).Select(i => new SinkRow(
            (epoch * 1000) + (writer * 100) + i,
            i % 4 == 3 ? null : $"row \"{i}\"",
            (i + (int)epoch) % 4 is 0 ? null : $"b/{(i + (int)epoch) % 4}")),
    ];

    public static ColumnBatch Batch(IEnumerable<SinkRow> rows)
    {
        var batch = new ColumnBatch(Schema);
        foreach (var row in rows)
        {
            ((ValueColumn<long>)batch.Columns[0]).Append(row.Id);
            batch.Columns[1].AppendStored(row.Name);
            batch.Columns[2].AppendStored(row.Bucket);
            batch.RowCount++;
        }

        return batch;
    }

    /// <summary>The rows in all files that a reader looks at: neither the file nor a folder above it begins with '_' or '.'.</summary>
    public static IReadOnlyList<SinkRow> Visible(string directory, IReadOnlyDictionary<string, byte[]> files)
    {
        var rows = new List<SinkRow>();
        foreach (var (path, bytes) in files)
        {
            var parts = Path.GetRelativePath(directory, path).Split('/');
            if (parts.Any(part => part.StartsWith('_') || part.StartsWith('.')))
                continue;
            Assert.EndsWith(".jsonl", path, StringComparison.Ordinal);
            Assert.Equal((byte)'\n', bytes[^1]);
            var bucket = Uri.UnescapeDataString(Assert.Single(parts.SkipLast(1))["bucket=".Length..]);
            foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n').SkipLast(1))
            {
                var json = JsonDocument.Parse(line).RootElement;
                Assert.False(json.TryGetProperty("$bucket", out _));
                rows.Add(new SinkRow(json.GetProperty("id").GetInt64(), json.GetProperty("name").GetString(), bucket == "__HIVE_DEFAULT_PARTITION__" ? null : bucket));
            }
        }

        return rows;
    }
}

internal sealed record SinkRow(long Id, string? Name, string? Bucket);
