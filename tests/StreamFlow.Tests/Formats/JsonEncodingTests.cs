using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;
using StreamFlow.Formats.Json.Writers;
using Xunit.Abstractions;

namespace StreamFlow.Tests.Formats;

public class JsonEncodingTests(ITestOutputHelper output)
{
    private readonly int _seed = Environment.GetEnvironmentVariable("STREAMFLOW_TEST_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : Random.Shared.Next();

    [Fact]
    public void What_is_encoded_decodes_to_the_same_row()
    {
        output.WriteLine($"STREAMFLOW_TEST_SEED={_seed}");
        var documents = new JsonDocuments(_seed);
        var encoder = JsonFormat.Instance.CreateEncoder(EverythingRow.Schema);
        var decoder = JsonFormat.Instance.CreateDecoder(new RowSchema([.. EverythingRow.Schema.Fields.Select(Taking)]));
        var compared = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var (rows, bad) = RecordBuffer.Decode(JsonFormat.Instance.CreateDecoder(EverythingRow.Schema), documents.Wild(EverythingRow.Schema));
            if (bad is not null)
                continue;
            var encoded = new EncodedRows();
            encoder.Encode(rows, encoded);
            var (again, worse) = RecordBuffer.Decode(decoder, encoded[0]);
            Assert.True(worse is null, $"{Encoding.UTF8.GetString(encoded[0])} {worse}");
            Assert.Equal(ZeroesUnsigned(RowText.Of(rows, 0)), ZeroesUnsigned(RowText.Of(again, 0)));
            compared++;
        }

        Assert.True(compared > 1000);
    }

    [Fact]
    public void Doubles_are_written_as_System_Text_Json_writes_them()
    {
        output.WriteLine($"STREAMFLOW_TEST_SEED={_seed}");
        var random = new Random(_seed);
        double[] edges = [0, -0.0, 1, -1, 1e-4, 9.9999e-5, 0.000123, 999999999.999999, 1e9, 1e15, 1e16, 123456789012345680, double.MaxValue, double.Epsilon, 0.1 + 0.2, 1e-6, 0.0001, 0.00010001];
        foreach (var value in edges)
            CheckDouble(value);
        for (var i = 0; i < 2_000_000; i++)
        {
            CheckDouble(Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(0, 17)), random.Next(0, 8)));
            if (i % 10 == 0)
                CheckDouble(BitConverter.Int64BitsToDouble(random.NextInt64()));
            if (i % 10 == 1)
                CheckDouble(Math.BitIncrement(Math.Round(random.NextDouble() * 1000, 3)));
        }
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("Straße 温度 🌡️ <b>&'+", "\"Straße 温度 🌡️ <b>&'+\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\b\t\n\f\r\u0001\u001f", "\"\\b\\t\\n\\f\\r\\u0001\\u001F\"")]
    [InlineData("exactly sixteen b\nand behind it more than another sixteen", "\"exactly sixteen b\\nand behind it more than another sixteen\"")]
    public void Only_quotes_backslashes_and_controls_are_escaped(string text, string json)
    {
        Assert.Equal($"{{\"a\":{json}}}", Encode(new Field("a", DataType.String), column => ((BinaryColumn)column).Append(text)));
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1_700_000_000_123_456, "2023-11-14T22:13:20.123456Z")]
    [InlineData(1_700_000_000_120_000, "2023-11-14T22:13:20.12Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999Z")]
    [InlineData(-62_135_596_800_000_000, "0001-01-01T00:00:00Z")]
    [InlineData(253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z")]
    public void Timestamps_are_written_in_UTC_with_up_to_six_decimals(long microseconds, string text)
    {
        Assert.Equal($"{{\"a\":\"{text}\"}}", Encode(new Field("a", DataType.Timestamp), column => ((ValueColumn<long>)column).Append(microseconds)));
    }

    [Fact]
    public void Milliseconds_are_cut_off_towards_the_past()
    {
        Assert.Equal("{\"a\":-1}", Encode(new Field("a", DataType.Timestamp) { EpochMilliseconds = true }, column => ((ValueColumn<long>)column).Append(-1)));
    }

    [Fact]
    public void A_value_that_JSON_has_no_word_for_names_its_column()
    {
        var field = new Field("outer", DataType.Struct([new Field("inner", DataType.Double)]));
        var fault = Assert.Throws<StreamFaultException>(() => Encode(field, column =>
        {
            ((ValueColumn<double>)((StructColumn)column).Children[0]).Append(double.NaN);
            ((StructColumn)column).AppendRow();
        }));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains("column 'outer.inner': JSON has no word for NaN", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_are_no_part_of_the_value_are_left_out_and_nulls_are_said()
    {
        var schema = new RowSchema([new Field("$key", DataType.String) { Part = RecordPart.Key }, new Field("a\"", DataType.Int32) { Nullable = true }]);
        var rows = new ColumnBatch(schema);
        ((BinaryColumn)rows.Columns[0]).Append("k"u8);
        rows.Columns[1].AppendNull();
        rows.RowCount = 1;
        var encoded = new EncodedRows();
        JsonFormat.Instance.CreateEncoder(schema).Encode(rows, encoded);
        Assert.Equal("{\"a\\\"\":null}", Encoding.UTF8.GetString(encoded[0]));
    }

    [Fact]
    public void Nothing_is_allocated_per_encoded_row()
    {
        var schema = EverythingRow.Schema;
        var (rows, bad) = RecordBuffer.Decode(JsonFormat.Instance.CreateDecoder(schema), """
            {"name":"a\nb","id":1,"maybe":null,"x":1.5,"y":0.1234567890123,"price":1.10,"inner":{"a":1},"always":{"a":2,"b":"ü"},
             "numbers":[1,2],"tags":["a","b"],"many":[{"a":1}],"größe":"","at":"2024-01-01T00:00:00.5Z","blob":"AQID"}
            """u8);
        Assert.Null(bad);
        var encoder = JsonFormat.Instance.CreateEncoder(schema);
        var encoded = new EncodedRows();
        var allocated = 0L;
        for (var i = 0; i < 100; i++)
        {
            encoded.Reset();
            var before = GC.GetAllocatedBytesForCurrentThread();
            encoder.Encode(rows, encoded);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static string Encode(Field field, Action<Column> append)
    {
        var rows = new ColumnBatch(new RowSchema([field]));
        append(rows.Columns[0]);
        rows.RowCount = 1;
        var encoded = new EncodedRows();
        JsonFormat.Instance.CreateEncoder(rows.Schema).Encode(rows, encoded);
        return Encoding.UTF8.GetString(encoded[0]);
    }

    private static void CheckDouble(double value)
    {
        Span<byte> room = stackalloc byte[32];
        if (ShortDecimal.TryFormat(value, room, out var written))
            Assert.Equal(JsonSerializer.Serialize(value), Encoding.UTF8.GetString(room[..written]));
    }

    /// <summary>What a decoder must take to read its own defaults again: a missing <c>string</c> is null, and is written so.</summary>
    private static Field Taking(Field field) => field with { Nullable = true };

    /// <summary>.NET writes a decimal's minus zero as zero.</summary>
    private static string ZeroesUnsigned(string row) =>
        Regex.Replace(row, @"(?<= 0\.0\.0\.)-\d+", sign => (int.Parse(sign.Value, CultureInfo.InvariantCulture) & int.MaxValue).ToString(CultureInfo.InvariantCulture));
}
