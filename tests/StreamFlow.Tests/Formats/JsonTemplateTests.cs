using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;
using Xunit.Abstractions;

namespace StreamFlow.Tests.Formats;

public class JsonTemplateTests(ITestOutputHelper output)
{
    private const int Documents = 40_000;

    private static readonly RowSchema Readings = new([
        new Field("deviceId", DataType.String) { Required = true },
        new Field("ts", DataType.Timestamp) { Required = true, EpochMilliseconds = true },
        new Field("temperature", DataType.Double) { Required = true },
        new Field("humidity", DataType.Double) { Required = true },
    ]);

    private readonly int _seed = Environment.GetEnvironmentVariable("STREAMFLOW_TEST_SEED") is { } seed ? int.Parse(seed) : Random.Shared.Next();

    [Fact]
    public void Records_of_a_learned_shape_decode_as_JsonSerializer_decodes_them()
    {
        var (documents, decoder) = Start(EverythingRow.Schema);
        for (var i = 0; i < Documents; i++)
            Check<EverythingRow>(decoder, documents.Regular(EverythingRow.Schema));
        output.WriteLine($"{decoder.TemplateHits} of {Documents} by a template");
        Assert.True(decoder.TemplateHits > Documents / 2);
    }

    [Fact]
    public void Damaged_records_of_a_learned_shape_decode_as_JsonSerializer_decodes_them()
    {
        var (documents, decoder) = Start(EverythingRow.Schema);
        for (var i = 0; i < Documents; i++)
        {
            var json = documents.Regular(EverythingRow.Schema);
            Check<EverythingRow>(decoder, i % 4 == 0 ? json : documents.Mutate(json));
        }

        output.WriteLine($"{decoder.TemplateHits} of {Documents} by a template");
        Assert.True(decoder.TemplateHits > Documents / 8);
    }

    [Fact]
    public void Records_of_many_shapes_decode_as_JsonSerializer_decodes_them()
    {
        var (documents, decoder) = Start(EverythingRow.Schema);
        for (var i = 0; i < Documents; i++)
            Check<EverythingRow>(decoder, documents.Wild(EverythingRow.Schema));
    }

    [Fact]
    public void Damaged_readings_decode_as_JsonSerializer_decodes_them()
    {
        var (documents, decoder) = Start(Readings);
        var random = new Random(_seed);
        for (var i = 0; i < Documents * 4; i++)
        {
            var json = Reading(random);
            Check<Reading>(decoder, i % 4 == 0 ? json : documents.Mutate(json));
        }

        output.WriteLine($"{decoder.TemplateHits} of {Documents * 4} by a template");
        Assert.True(decoder.TemplateHits > Documents);
    }

    [Fact]
    public void Every_cut_of_a_reading_is_refused()
    {
        var (_, decoder) = Start(Readings);
        var json = Reading(new Random(1));
        Check<Reading>(decoder, json);
        for (var length = 0; length < json.Length; length++)
        {
            var (rows, bad) = RecordBuffer.Decode(decoder, json.AsSpan(0, length));
            Assert.NotNull(bad);
            Assert.Equal(0, rows.RowCount);
            Assert.All(rows.Columns, column => Assert.Equal(0, column.Length));
        }
    }

    [Fact]
    public void A_number_reads_the_same_by_template_and_by_parser()
    {
        var (_, decoder) = Start(Readings);
        var random = new Random(_seed);
        for (var i = 0; i < Documents * 4; i++)
        {
            var digits = string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => (char)('0' + random.Next(10))));
            var point = random.Next(digits.Length);
            var number = $"{(random.Next(4) == 0 ? "-" : "")}{(point == 0 ? digits : $"{digits[..point]}.{digits[point..]}")}{(random.Next(8) == 0 ? $"e{random.Next(-30, 30)}" : "")}";
            Check<Reading>(decoder, Encoding.UTF8.GetBytes(
                $"{{\"deviceId\":\"s\",\"ts\":{digits},\"temperature\":{number},\"humidity\":{number},\"battery\":{number},\"site\":\"p\"}}"));
        }

        Assert.True(decoder.TemplateHits > 1000);
    }

    [Fact]
    public void A_topic_of_several_shapes_is_read_by_templates()
    {
        var (_, decoder) = Start(Readings);
        string[] shapes = ["{{\"deviceId\":\"a\",\"ts\":{0},\"temperature\":1.5,\"humidity\":2}}", "{{\"ts\":{0},\"deviceId\":\"a\",\"humidity\":2,\"temperature\":1.5,\"more\":[1,{{}}]}}"];
        for (var i = 0; i < 1000; i++)
            Check<Reading>(decoder, Encoding.UTF8.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, shapes[i % 2], i)));
        Assert.True(decoder.TemplateHits > 950);
    }

    [Fact]
    public void Nothing_is_allocated_per_row()
    {
        var (_, decoder) = Start(Readings);
        var random = new Random(2);
        var buffer = new RecordBuffer();
        for (var i = 0; i < 1000; i++)
            buffer.Add(i % 10 == 0 ? "{ \"ts\":1, \"temperature\":\"2.5\", \"deviceId\":\"\\u0041\", \"humidity\":1e3, \"more\":[1,{}] }"u8 : Reading(random));
        var rows = new ColumnBatch(Readings);
        var bad = new List<BadRow>();
        var allocated = 0L;
        for (var round = 0; round < 20; round++)
        {
            rows.Reset();
            var before = GC.GetAllocatedBytesForCurrentThread();
            buffer.Decode(decoder, rows, bad);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(1000, rows.RowCount);
        Assert.Equal(0, allocated);
    }

    private static byte[] Reading(Random random) => Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"{{\"deviceId\":\"sensor-{random.Next(1000000):d6}\",\"ts\":{1700000000000 + random.Next()},\"temperature\":{Math.Round((random.NextDouble() * 60) - 10, 2)},\"humidity\":{Math.Round(random.NextDouble() * 100, 1)},\"battery\":{Math.Round(random.NextDouble() * 4, 2)},\"site\":\"plant-{random.Next(20):d2}\"}}"));

    private static void Check<T>(JsonDecoder decoder, byte[] json)
        where T : class
    {
        var expected = RowText.OfOracle<T>(json);
        var (rows, bad) = RecordBuffer.Decode(decoder, json);
        var actual = bad is null ? RowText.Of(rows, 0) : null;
        Assert.True(expected == actual, $"{Encoding.UTF8.GetString(json)}\nexpected {expected ?? "refused"}\nactual   {actual ?? "refused"} {bad}");
    }

    private (JsonDocuments Documents, JsonDecoder Decoder) Start(RowSchema schema)
    {
        output.WriteLine($"STREAMFLOW_TEST_SEED={_seed}");
        return (new JsonDocuments(_seed), (JsonDecoder)JsonFormat.Instance.CreateDecoder(schema));
    }
}
