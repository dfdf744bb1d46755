namespace StreamFlow.Tests.Core;

public sealed class EventTimeTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1969-12-31T23:59:59.9999999Z", -1)]
    [InlineData("2023-11-14T22:13:20.0000019Z", 1_700_000_000_000_001)]
    [InlineData("2023-11-14T23:13:20+01:00", 1_700_000_000_000_000)]
    public void Times_are_microseconds_cut_off_towards_the_past(string time, long microseconds) =>
        Assert.Equal(microseconds, EventTime.ToMicroseconds(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Microseconds_come_back_as_they_were()
    {
        foreach (var value in new[] { 0L, -1, 1_700_000_000_123_456, -62_135_596_800_000_000, 253_402_300_799_999_999 })
            Assert.Equal(value, EventTime.ToMicroseconds(EventTime.ToDateTimeOffset(value)));
    }

    [Fact]
    public void A_watermark_before_the_first_row_is_written_as_none() => Assert.Equal("none", EventTime.Format(EventTime.NoWatermark));
}
