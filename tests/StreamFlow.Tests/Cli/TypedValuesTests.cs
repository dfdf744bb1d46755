using StreamFlow.Cli;
using StreamFlow.Cli.Output;
using StreamFlow.Cli.Settings;
using StreamFlow.Kafka;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Tests.Cli;

public sealed class TypedValuesTests
{
    private static readonly ConsoleRecord Record = new(1, 42, DateTimeOffset.UnixEpoch, "k", "v");

    [Theory]
    [InlineData("earliest", "earliest")]
    [InlineData("latest", "latest")]
    [InlineData("0:5,2:7", "offsets 0:5,2:7")]
    [InlineData("2026-01-31T12:00Z", "timestamp 2026-01-31T12:00:00.0000000+00:00")]
    public void A_place_in_a_topic_is_read(string text, string place) => Assert.Equal(place, StartOffsets.Parse(text).ToString());

    [Theory]
    [InlineData("begin")]
    [InlineData("0:5,")]
    [InlineData("0:-1")]
    public void What_is_no_place_is_wrong_usage(string text) => Assert.Throws<UsageException>(() => StartOffsets.Parse(text));

    [Theory]
    [InlineData(null, "v")]
    [InlineData("key", "k\tv")]
    [InlineData("partition, offset,timestamp", "1\t42\t1970-01-01T00:00:00.000Z\tv")]
    public void A_record_is_shown_with_the_columns_asked_for(string? columns, string line) => Assert.Equal(line, RecordLine.Parse(columns).Format(Record));

    [Fact]
    public void A_tombstone_and_a_missing_key_are_shown_as_null() =>
        Assert.Equal("null\tnull", RecordLine.Parse("key").Format(Record with { Key = null, Value = null }));

    [Fact]
    public void An_unknown_column_is_wrong_usage() =>
        Assert.Contains("'keys'", Assert.Throws<UsageException>(() => RecordLine.Parse("keys")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_setting_keeps_what_follows_its_first_equals_sign() => Assert.Equal("b=c", NameValue.ParseAll(["a=b=c"])["a"]);

    [Theory]
    [InlineData("a")]
    [InlineData("=b")]
    public void A_setting_without_name_or_equals_sign_is_wrong_usage(string text) => Assert.Throws<UsageException>(() => NameValue.ParseAll([text]));

    [Fact]
    public void A_table_is_as_wide_as_its_cells()
    {
        var table = new TextTable("A", "LONG", "C");
        table.Add("wide", 1, "");
        using var text = new StringWriter { NewLine = "\n" };
        table.Write(text);
        Assert.Equal("A     LONG  C\nwide  1     -\n", text.ToString());
    }
}
