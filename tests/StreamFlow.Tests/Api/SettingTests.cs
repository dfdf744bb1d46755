using System.ComponentModel.DataAnnotations;
using StreamFlow.Basics.Memory;
using static StreamFlow.Tests.Api.Definitions;

namespace StreamFlow.Tests.Api;

public sealed class SettingTests
{
    [Fact]
    public void A_setting_has_its_default_until_it_is_given()
    {
        Assert.Equal((TimeSpan.FromSeconds(10), 5), Read());
        Assert.Equal((TimeSpan.FromMinutes(1.5), 7), Read(("window", "1.5m"), ("Devices", "7")));
        Assert.Equal((TimeSpan.FromSeconds(20), 5), Read(("Window", "00:00:20")));
    }

    [Fact]
    public void A_value_that_does_not_parse_names_setting_and_form()
    {
        var fault = Fault(streams => streams.Setting("Window", TimeSpan.Zero), ("Window", "10 parsecs"));
        Assert.Contains("Window", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("10s", fault.WayOut, StringComparison.Ordinal);
        Fault(streams => streams.Setting("Devices", 1), ("Devices", "many"));
        Fault(streams => streams.Setting("Devices", 1), ("Devices", "99999999999999"));
    }

    [Fact]
    public void A_setting_that_has_to_be_given_says_how() =>
        Assert.Contains("--set Topic=", Fault(streams => streams.Setting<string>("Topic")).WayOut, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_setting_lists_the_known_ones()
    {
        var fault = Fault(
            streams =>
            {
                streams.Setting("Window", TimeSpan.FromSeconds(10));
                Through(streams);
            },
            ("Windw", "5s"));
        Assert.Contains("Windw", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("Window (now 10s)", fault.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_bind_to_an_object_and_are_validated()
    {
        Limits? limits = null;
        PlanOf(
            streams =>
            {
                limits = streams.Settings<Limits>();
                Through(streams);
            },
            ("high", "40.5"), ("pause", "250ms"), ("mode", "on-update"));
        Assert.Equal((40.5, -10, TimeSpan.FromMilliseconds(250), EmitMode.OnUpdate), (limits!.High, limits.Low, limits.Pause, limits.Mode));
        Assert.Contains("High", Fault(streams => streams.Settings<Limits>(), ("High", "1000")).Problem, StringComparison.Ordinal);
    }

    private static (TimeSpan Window, int Devices) Read(params (string Name, string Value)[] settings)
    {
        var read = (TimeSpan.Zero, 0);
        PlanOf(
            streams =>
            {
                read = (streams.Setting("Window", TimeSpan.FromSeconds(10)), streams.Setting("Devices", 5));
                Through(streams);
            },
            settings);
        return read;
    }

    private static void Through(StreamBuilder streams) => streams.From(new MemorySource<Row>("in")).To(new MemorySink<Row>("out"));

    private sealed class Limits
    {
        [Range(-50, 100)]
        public double High { get; set; } = 30;

        public double Low { get; set; } = -10;

        public TimeSpan? Pause { get; set; }

        public EmitMode Mode { get; set; }
    }
}
