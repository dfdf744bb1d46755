using StreamFlow.Cli.Jobs;

namespace StreamFlow.Tests.Cli;

public sealed class NearestNamesTests
{
    private static readonly string[] Jobs = ["iot-data-processing", "iot-fahrenheit", "iot-producer"];

    [Theory]
    [InlineData("iot-data-procesing", "iot-data-processing")]
    [InlineData("iot-prodcuer", "iot-producer")]
    [InlineData("IOT-FAHRENHEIT", "iot-fahrenheit")]
    [InlineData("fahrenheit", "iot-fahrenheit")]
    public void The_name_that_was_meant_comes_first(string typed, string meant) => Assert.Equal(meant, NearestNames.To(typed, Jobs)[0]);

    [Fact]
    public void What_is_far_from_everything_has_no_suggestion() => Assert.Empty(NearestNames.To("xyz", Jobs));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void The_distance_counts_single_changes(string from, string to, int distance) => Assert.Equal(distance, NearestNames.Distance(from, to));
}
