using Microsoft.Extensions.Configuration;
using StreamFlow.Configuration;

namespace StreamFlow.Cli.Settings;

/// <summary>The settings that jobs read as well: the clone's appsettings.json, user secrets, the environment.</summary>
internal static class JobConfiguration
{
    /// <exception cref="StreamFaultException">A file does not parse.</exception>
    public static IConfigurationRoot Load() => ConfigurationSources.Load(Repository.Root);

    /// <summary>The options that the configuration gives a job.</summary>
    public static StreamJobOptions OptionsOf(string job)
    {
        var options = new StreamJobOptions();
        OptionsBinder.Bind(options, Load(), job, Repository.Root);
        return options;
    }
}
