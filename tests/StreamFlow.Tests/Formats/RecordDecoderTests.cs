using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;
using StreamFlow.Formats.Text;

namespace StreamFlow.Tests.Formats;

public class RecordDecoderTests
{
    private static readonly RowSchema Keyed = new([
        new Field("key", DataType.String) { Part = RecordPart.Key },
        new Field("at", DataType.Timestamp) { Part = RecordPart.Timestamp },
        new Field("trace", DataType.Binary) { Part = RecordPart.Header, HeaderName = "trace-id", Nullable = true },
        new Field("a", DataType.Int32) { Required = true },
    ]);

    [Fact]
    public void Bad_records_leave_no_trace_in_the_columns_and_are_told_by_index()
    {
        var decoder = JsonFormat.Instance.CreateDecoder(Keyed);
        decoder.Headers = new OneHeader();
        var buffer = new RecordBuffer()
            .Add("{\"a\":1}"u8, key: [(byte)'x'], offset: 10, timestamp: 100, headers: 1)
            .Add("{\"a\":\"no\"}"u8, key: [(byte)'x'], offset: 11)
            .Add("{\"a\":1"u8, key: [(byte)'x'], offset: 12)
            .Add("{\"a\":2}"u8, offset: 13)
            .Add(default, isTombstone: true, key: [(byte)'x'], offset: 14)
            .Add("{}"u8, key: [(byte)'x'], offset: 15)
            .Add("{\"a\":null}"u8, key: [(byte)'x'], offset: 16)
            .Add("{\"a\":3}"u8, key: [0xFF], offset: 17)
            .Add([.. "{\"b\":\""u8, 0xFF, .. "\",\"a\":4}"u8], key: [(byte)'x'], offset: 18)
            .Add("{\"a\":5}"u8, key: [(byte)'y'], offset: 19, timestamp: 190);
        var rows = new ColumnBatch(Keyed);
        var bad = new List<BadRow>();
        buffer.Decode(decoder, rows, bad);

        Assert.Equal(2, rows.RowCount);
        Assert.Equal("('x', 100, 0102, 1)", RowText.Of(rows, 0));
        Assert.Equal("('y', 190, null, 5)", RowText.Of(rows, 1));
        Assert.Equal([10, 19], rows.Origin.Offsets.Values.ToArray());
        Assert.Equal([100, 190], rows.Origin.Timestamps.Values.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], bad.Select(row => row.Index));
        Assert.Equal(["a", null, "key", null, "a", "a", "key", null], bad.Select(row => row.Column));
        Assert.Equal("the string \"no\" is no 32-bit integer", bad[0].Reason);
        Assert.StartsWith("not valid JSON: ", bad[1].Reason, StringComparison.Ordinal);
        Assert.Equal("the record has no key, and the column is not nullable", bad[2].Reason);
        Assert.Equal("tombstone (null value)", bad[3].Reason);
        Assert.Equal("the required member is missing", bad[4].Reason);
        Assert.Equal("null, and the column is not nullable", bad[5].Reason);
        Assert.Equal("the record's key is not valid UTF-8", bad[6].Reason);
        Assert.Equal("the value is not valid UTF-8", bad[7].Reason);
    }

    [Fact]
    public void Rows_are_appended_behind_those_that_the_batch_holds()
    {
        var schema = new RowSchema([new Field("a", DataType.List(DataType.Struct([new Field("b", DataType.Int32)]), itemNullable: false))]);
        var decoder = JsonFormat.Instance.CreateDecoder(schema);
        var rows = new ColumnBatch(schema);
        var bad = new List<BadRow>();
        new RecordBuffer().Add("{\"a\":[{\"b\":1}]}"u8).Decode(decoder, rows, bad);
        new RecordBuffer().Add("{\"a\":[{\"b\":2},{\"b\":3},{\"b\":\"x\"}]}"u8).Add("{\"a\":[{\"b\":4},{\"b\":5}]}"u8).Decode(decoder, rows, bad);
        Assert.Equal("([(1)])([(4), (5)])", RowText.Of(rows, 0) + RowText.Of(rows, 1));
        Assert.Equal("a.b", Assert.Single(bad).Column);
    }

    [Fact]
    public void What_the_job_does_not_read_is_checked_for_syntax_only()
    {
        var decoder = JsonFormat.Instance.CreateDecoder(new RowSchema([]));
        Assert.Null(RecordBuffer.Decode(decoder, "{\"a\":\"any\"}"u8).Bad);
        Assert.NotNull(RecordBuffer.Decode(decoder, "{\"a\":01}"u8).Bad);
        Assert.NotNull(RecordBuffer.Decode(decoder, [.. "{\"a\":\""u8, 0xC3, .. "\"}"u8]).Bad);
        var rows = new ColumnBatch(decoder.Schema);
        new RecordBuffer().Add(default, isTombstone: true).Decode(decoder, rows, []);
        Assert.Equal(1, rows.RowCount);
    }

    [Fact]
    public void A_timestamp_without_an_offset_is_UTC()
    {
        var decoder = JsonFormat.Instance.CreateDecoder(new RowSchema([new Field("a", DataType.Timestamp)]));
        foreach (var text in (string[])["2024-01-01T00:00:00", "2024-01-01", "2024-01-01T00:00", "2024-01-01T00:00:00Z"])
            Assert.Equal("(1704067200000000)", RowText.Of(RecordBuffer.Decode(decoder, Encoding.UTF8.GetBytes($"{{\"a\":\"{text}\"}}")).Rows, 0));
    }

    [Fact]
    public void Columns_that_differ_only_in_case_are_refused()
    {
        var schema = new RowSchema([new Field("a", DataType.Int32), new Field("A", DataType.Int32)]);
        Assert.Contains("differ only in case", Assert.Throws<StreamFaultException>(() => JsonFormat.Instance.CreateDecoder(schema)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_passes_through_with_its_tombstones()
    {
        var schema = new RowSchema([new Field("line", DataType.String) { Nullable = true }]);
        var rows = new ColumnBatch(schema);
        var bad = new List<BadRow>();
        new RecordBuffer().Add("one"u8).Add(default, isTombstone: true).Add([0xFF]).Add(""u8)
            .Decode(TextFormat.Instance.CreateDecoder(schema), rows, bad);
        Assert.Equal(new BadRow(2, "line", "the value is not valid UTF-8"), Assert.Single(bad));
        var encoded = new EncodedRows();
        TextFormat.Instance.CreateEncoder(schema).Encode(rows, encoded);
        Assert.Equal(["one", "", ""], Enumerable.Range(0, 3).Select(row => Encoding.UTF8.GetString(encoded[row])));
        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(encoded.IsNull));
        Assert.Throws<StreamFaultException>(() => TextFormat.Instance.CreateEncoder(EverythingRow.Schema));
    }

    private sealed class OneHeader : RawHeaders
    {
        private static readonly byte[] Value = [1, 2];

        public override bool TryGetLast(nint headers, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
        {
            value = Value;
            return name.SequenceEqual("trace-id"u8);
        }
    }
}
