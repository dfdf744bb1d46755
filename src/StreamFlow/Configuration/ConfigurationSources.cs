using Microsoft.Extensions.Configuration;

namespace StreamFlow.Configuration;

/// <summary>What a command line is configured by, each over the one before: <c>appsettings.json</c> of the content root, user secrets, the environment, what was typed.</summary>
internal static class ConfigurationSources
{
    /// <summary>Secrets of a person on a machine, outside of every repository: <c>dotnet user-secrets --id streamflow set NAME VALUE</c>.</summary>
    public const string UserSecretsId = "streamflow";

    /// <exception cref="StreamFaultException">A file does not parse.</exception>
    public static IConfigurationRoot Load(string root, params IEnumerable<KeyValuePair<string, string?>> typed)
    {
        var settings = Path.Combine(root, "appsettings.json");
        try
        {
            return new ConfigurationBuilder().AddJsonFile(settings, optional: true, reloadOnChange: false).AddUserSecrets(UserSecretsId).AddEnvironmentVariables().AddInMemoryCollection(typed).Build();
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            // A JSON error says line and position, and may quote what stands there: in the file of secrets that would be one.
            var isSecret = !error.Message.Contains(settings, StringComparison.Ordinal);
            throw StreamFaultException.User(
                isSecret ? $"the user secrets '{UserSecretsId}' do not parse" : $"{settings} does not parse: {error.GetBaseException().Message}",
                isSecret ? $"correct the file: dotnet user-secrets --id {UserSecretsId} list" : "correct the file",
                inner: isSecret ? null : error);
        }
    }
}
