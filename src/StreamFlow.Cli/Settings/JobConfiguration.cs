using Microsoft.Extensions.Configuration;
using StreamFlow.Configuration;

namespace StreamFlow.Cli.Settings;

/// <summary>The settings that jobs read as well: the clone's appsettings.json and the environment.</summary>
internal static class JobConfiguration
{
    /// <exception cref="StreamFaultException">The file does not parse.</exception>
    public static IConfigurationRoot Load()
    {
        var file = Path.Combine(Repository.Root, "appsettings.json");
        try
        {
            return new ConfigurationBuilder().AddJsonFile(file, optional: true).AddEnvironmentVariables().Build();
        }
        catch (InvalidDataException e)
        {
            throw StreamFaultException.User($"{file} does not parse: {e.GetBaseException().Message}", "correct the file", inner: e);
        }
    }

    /// <summary>The options that the configuration gives a job.</summary>
    public static StreamJobOptions OptionsOf(string job)
    {
        var options = new StreamJobOptions();
        OptionsBinder.Bind(options, Load(), job, Repository.Root);
        return options;
    }
}
