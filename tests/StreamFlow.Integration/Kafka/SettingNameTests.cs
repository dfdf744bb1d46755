using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Integration.Kafka;

public sealed class SettingNameTests
{
    [Theory]
    [InlineData("sasl.password", "sasl.password")]
    [InlineData("sasl_password", "sasl.password")]
    [InlineData("SASL_PASSWORD", "sasl.password")]
    [InlineData("Queued_Max_Messages_KBytes", "queued.max.messages.kbytes")]
    public void A_name_may_be_written_as_a_shell_takes_it(string written, string name) => Assert.Equal(name, SettingName.Of(written));

    [Theory]
    [InlineData("sasl.password", "sasl_password")]
    [InlineData("sasl_password", "sasl.password")]
    public void Of_two_ways_to_write_a_name_the_environments_counts(string first, string second)
    {
        var all = new Dictionary<string, string>();
        SettingName.AddTo(all, new Dictionary<string, string> { [first] = first, [second] = second, ["other:sasl.password"] = "another cluster's" });
        Assert.Equal("sasl_password", Assert.Single(all).Value);
    }
}
