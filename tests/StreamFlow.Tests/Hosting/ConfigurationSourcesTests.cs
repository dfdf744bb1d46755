using Microsoft.Extensions.Configuration;
using StreamFlow.Configuration;

namespace StreamFlow.Tests.Hosting;

public sealed class ConfigurationSourcesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("streamflow-settings-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_typed_counts_over_the_environment_and_that_over_the_file()
    {
        // A name that nothing else has: the environment is that of all tests.
        const string Name = "StreamFlowTest__Settings__b";
        File.WriteAllText(Path.Combine(_root, "appsettings.json"), """{"StreamFlowTest": {"Settings": {"a": "file", "b": "file", "c": "file"}}}""");
        Environment.SetEnvironmentVariable(Name, "environment");
        try
        {
            var section = ConfigurationSources.Load(_root, [new("StreamFlowTest:Settings:c", "typed")]).GetSection("StreamFlowTest:Settings");
            Assert.Equal(("file", "environment", "typed"), (section["a"], section["b"], section["c"]));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, null);
        }
    }

    [Fact]
    public void Without_a_file_there_are_the_other_sources() => Assert.NotNull(ConfigurationSources.Load(_root));

    [Fact]
    public void A_file_that_does_not_parse_is_named()
    {
        File.WriteAllText(Path.Combine(_root, "appsettings.json"), "{");
        var fault = Assert.Throws<StreamFaultException>(() => ConfigurationSources.Load(_root));
        Assert.Contains(Path.Combine(_root, "appsettings.json"), fault.Problem, StringComparison.Ordinal);
    }
}
