namespace StreamFlow.Tests.Core;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("250ms", 0.25)]
    [InlineData("10s", 10)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7_200)]
    [InlineData("1d", 86_400)]
    [InlineData("00:00:10", 10)]
    public void A_duration_is_read(string text, double seconds) => Assert.Equal(seconds, Durations.Parse(text).TotalSeconds);

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 parsecs")]
    public void What_is_no_duration_is_refused(string text) => Assert.Throws<FormatException>(() => Durations.Parse(text));

    [Theory]
    [InlineData("250ms")]
    [InlineData("10s")]
    [InlineData("90s")]
    [InlineData("2h")]
    public void What_is_written_is_read_back(string text) => Assert.Equal(Durations.Parse(text), Durations.Parse(Durations.Format(Durations.Parse(text))));

    [Theory]
    [InlineData("available-now", TriggerKind.AvailableNow)]
    [InlineData("once", TriggerKind.Once)]
    [InlineData("continuous", TriggerKind.Continuous)]
    [InlineData("30s", TriggerKind.Interval)]
    public void A_trigger_is_read_and_written(string text, TriggerKind kind)
    {
        var trigger = Trigger.Parse(text);

        Assert.Equal(kind, trigger.Kind);
        Assert.Equal(text, trigger.ToString());
    }

    [Fact]
    public void What_is_no_trigger_is_refused_with_the_choices() =>
        Assert.Contains("available-now", Assert.Throws<FormatException>(() => Trigger.Parse("sometimes")).Message, StringComparison.Ordinal);
}
