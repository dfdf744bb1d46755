using System.Globalization;
using System.Text;
using CsvHelper.Configuration;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Formats.Csv;

namespace StreamFlow.Tests.Formats.Csv;

/// <summary>CsvHelper reads what we write.</summary>
public sealed class CsvEncoderTests
{
    private static readonly RowSchema Texts = new([new Field("a", DataType.String) { Nullable = true }, new Field("b,\"c", DataType.String) { Nullable = true }]);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Any_text_comes_back(char separator)
    {
        const int Seed = 20261121;
        var chance = new Random(Seed);
        string?[] pieces = ["\"", ",", ";", "\t", "\r", "\n", "\r\n", " ", "x", "ä", "😀", "\\", "'", "#", "null"];
        var rows = Enumerable.Range(0, 2_000).Select(_ => (Text(), Text())).ToList();
        string Text() => string.Concat(Enumerable.Range(0, chance.Next(5)).Select(_ => pieces[chance.Next(pieces.Length)]));

        var options = new CsvOptions { Separator = separator };
        using var reader = new CsvHelper.CsvParser(
            new StringReader(Encode(Texts, options, rows.Select(row => new object?[] { row.Item1, row.Item2 }))),
            new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator.ToString(), IgnoreBlankLines = false });
        Assert.True(reader.Read());
        Assert.Equal(["a", "b,\"c"], reader.Record!);
        foreach (var row in rows)
        {
            Assert.True(reader.Read());
            Assert.Equal([row.Item1, row.Item2], reader.Record!);
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public void Null_and_the_empty_text_differ()
    {
        object?[][] rows = [[null, ""], ["", null], ["NULL", "\\N"]];
        Assert.Equal("a,\"b,\"\"c\"\n,\"\"\n\"\",\nNULL,\\N\n", Encode(Texts, new CsvOptions(), rows));
        Assert.Equal("\\N,\"\"\n\"\",\\N\nNULL,\"\\N\"\n", Encode(Texts, new CsvOptions { NullText = "\\N", Header = false }, rows));
    }

    [Fact]
    public void Values_are_invariant_and_times_are_ISO()
    {
        var schema = new RowSchema(
        [
            new Field("d", DataType.Double), new Field("m", DataType.Decimal), new Field("t", DataType.Timestamp), new Field("day", DataType.Date), new Field("flag", DataType.Boolean),
            new Field("bytes", DataType.Binary), new Field("id", DataType.Guid),
        ]);
        object[] row = [-1234.5, 12.50m, EventTime.ToMicroseconds(new DateTimeOffset(2026, 11, 21, 10, 30, 0, 250, TimeSpan.FromHours(2))), 20000, true, new byte[] { 1, 2, 255 }, new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)];
        Assert.Equal("-1234.5,12.50,2026-11-21T08:30:00.25Z,2024-10-04,true,AQL/,00000001-0002-0003-0405-060708090a0b\n", Encode(schema, new CsvOptions { Header = false }, [row]));
    }

    [Fact]
    public void What_CSV_cannot_say_is_refused()
    {
        Refused(new RowSchema([new Field("list", DataType.List(DataType.Int32, itemNullable: false))]), new CsvOptions(), "no nested values");
        Refused(new RowSchema([new Field("only", DataType.Int32) { Nullable = true }]), new CsvOptions(), "would be empty");
        Refused(Texts, new CsvOptions { Separator = '"' }, "cannot separate");
        Refused(Texts, new CsvOptions { NullText = "a,b" }, "cannot stand for null");
        static void Refused(RowSchema schema, CsvOptions options, string problem) =>
            Assert.Contains(problem, Assert.Throws<StreamFaultException>(() => new CsvEncoder(schema, options)).Message, StringComparison.Ordinal);
    }

    private static string Encode(RowSchema schema, CsvOptions options, IEnumerable<object?[]> rows)
    {
        var batch = new ColumnBatch(schema);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                batch.Columns[i].AppendStored(row[i]);
            batch.RowCount++;
        }

        var encoder = new CsvEncoder(schema, options);
        var encoded = new EncodedRows();
        encoder.Encode(batch, encoded);
        var text = new StringBuilder(Encoding.UTF8.GetString(encoder.Header.Span));
        for (var row = 0; row < encoded.Count; row++)
            text.Append(Encoding.UTF8.GetString(encoded[row])).Append('\n');
        return text.ToString();
    }
}
