using System.Text;
using System.Text.Json;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;

namespace StreamFlow.Tests.Formats;

public sealed class JsonDefaultTests
{
    [Theory]
    [InlineData("""{"name":"a"}""")]
    [InlineData("""{"name":"a","count":7}""")]
    [InlineData("""{"name":"a","site":"other","ratio":1,"count":0,"isOn":false}""")]
    [InlineData("""{"name":"a","site":null}""")]
    public void A_missing_member_gets_the_default_that_the_type_declares_as_JsonSerializer_gives_it(string json)
    {
        var expected = JsonSerializer.Deserialize<Row>(json, JsonSerializerOptions.Web);

        Assert.All(Decode(json, json, json), row => Assert.Equal(expected, row));
    }

    private static unsafe List<Row> Decode(params string[] values)
    {
        var type = RowType.Of<Row>();
        var batch = new ColumnBatch(type.Schema);
        var bad = new List<BadRow>();
        var decoder = JsonFormat.Instance.CreateDecoder(type.Schema);
        foreach (var value in values.Select(Encoding.UTF8.GetBytes))
        {
            fixed (byte* bytes = value)
                decoder.Decode([new RawRecord(bytes, value.Length, null, -1, offset: 0, timestamp: 0)], batch, bad);
        }

        Assert.Empty(bad);
        return [.. Enumerable.Range(0, batch.RowCount).Select(row => RowReader.For<Row>().Read(batch, row))];
    }

    private sealed record Row(string Name, int Count = 3, string? Site = "here")
    {
        public double Ratio { get; init; } = 0.5;

        public bool IsOn { get; init; } = true;
    }
}
