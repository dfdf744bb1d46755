using StreamFlow.Definition;

namespace StreamFlow.Tests.Hosting;

public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("sasl.password", true)]
    [InlineData("ssl.key.password", true)]
    [InlineData("sasl.oauthbearer.client.secret", true)]
    [InlineData("ApiKey", true)]
    [InlineData("Warehouse_Connection_String", true)]
    [InlineData("ACCESS-TOKEN", true)]
    [InlineData("Window", false)]
    [InlineData("Source", false)]
    [InlineData("Key", false)]
    public void Names_that_sound_like_secrets_are(string name, bool isSecret) => Assert.Equal(isSecret, SecretNames.IsSecret(name));

    [Fact]
    public void An_unknown_setting_does_not_show_those_that_are_secret()
    {
        var store = new SettingStore(new Dictionary<string, string> { ["ApiToken"] = "hush", ["Topic"] = "iot", ["Topci"] = "x" });
        store.Get<string>("ApiToken");
        store.Get<string>("Topic");
        var fault = Assert.Throws<StreamFaultException>(() => store.RequireAllKnown("job"));
        Assert.Contains("ApiToken (now (hidden)), Topic (now iot)", fault.WayOut, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_does_not_parse_is_not_shown()
    {
        var fault = Assert.Throws<StreamFaultException>(() => new SettingStore(new Dictionary<string, string> { ["PinToken"] = "hush" }).Get<int>("PinToken"));
        Assert.DoesNotContain("hush", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("not on the command line", fault.WayOut, StringComparison.Ordinal);
    }
}
