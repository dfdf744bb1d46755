using Microsoft.Extensions.Configuration;
using StreamFlow.Configuration;

namespace StreamFlow.Tests.Api;

public sealed class OptionsBinderTests
{
    [Fact]
    public void A_jobs_own_section_goes_over_the_common_one()
    {
        var options = Bind(
            ("StreamFlow:Trigger", "5s"), ("StreamFlow:Workers", "2"), ("StreamFlow:Guarantee", "at-least-once"),
            ("StreamFlow:Jobs:my-job:Workers", "4"), ("StreamFlow:Jobs:my-job:Settings:Window", "1m"), ("StreamFlow:Jobs:other:Workers", "9"));
        Assert.Equal((Trigger.Every(TimeSpan.FromSeconds(5)), 4, ProcessingGuarantee.AtLeastOnce), (options.Trigger, options.Workers, options.Guarantee));
        Assert.Equal("1m", options.Settings["window"]);
    }

    [Fact]
    public void Each_job_has_a_checkpoint_directory_of_its_own()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "root"));
        Assert.Equal(Path.Combine(root, "checkpoints", "my-job"), Bind().CheckpointDirectory);
        Assert.Equal(Path.Combine(root, "elsewhere", "my-job"), Bind(("StreamFlow:Checkpoints", "elsewhere")).CheckpointDirectory);
        Assert.Equal(Path.Combine(root, "mine"), Bind(("StreamFlow:Jobs:my-job:CheckpointDirectory", "mine")).CheckpointDirectory);
        Assert.Throws<StreamFaultException>(() => Bind(("StreamFlow:CheckpointDirectory", "shared")));
    }

    [Fact]
    public void Connectors_get_their_sections_flat()
    {
        var options = Bind(
            ("StreamFlow:Kafka:bootstrap.servers", "a:1"), ("StreamFlow:Kafka:linger.ms", "5"), ("StreamFlow:Kafka:far:bootstrap.servers", "b:2"),
            ("StreamFlow:Jobs:my-job:Kafka:linger.ms", "9"));
        Assert.Equal(new() { ["bootstrap.servers"] = "a:1", ["linger.ms"] = "9" }, ConnectorSections.Find(options.Connectors, "Kafka"));
        Assert.Equal(new() { ["bootstrap.servers"] = "b:2" }, ConnectorSections.Find(options.Connectors, "Kafka:far"));
        Assert.Empty(ConnectorSections.Find(options.Connectors, "Postgres"));
    }

    [Theory]
    [InlineData("StreamFlow:Triger", "1s")]
    [InlineData("StreamFlow:Jobs:my-job:Wrkers", "1")]
    [InlineData("StreamFlow:Workers", "many")]
    [InlineData("StreamFlow:Trigger", "sometimes")]
    public void A_key_or_value_that_means_nothing_is_an_error_that_names_it(string key, string value)
    {
        var fault = Assert.Throws<StreamFaultException>(() => Bind((key, value)));
        Assert.Contains(key, fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var options = Bind(("StreamFlow:Workers", "0"), ("StreamFlow:StartFrom", "middle"));
        var fault = Assert.Throws<StreamFaultException>(() => OptionsValidation.Require(options));
        Assert.Contains("Workers", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("StartFrom", fault.Problem, StringComparison.Ordinal);
    }

    private static StreamJobOptions Bind(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();
        var options = new StreamJobOptions();
        OptionsBinder.Bind(options, configuration, "my-job", Path.Combine(Path.GetTempPath(), "root"));
        return options;
    }
}
