using System.Reflection;
using Microsoft.Extensions.Configuration;
using StreamFlow.Definition;

namespace StreamFlow.Configuration;

/// <summary>The one place where configuration becomes <see cref="StreamJobOptions"/>.</summary>
internal static class OptionsBinder
{
    public const string Section = "StreamFlow";
    private const string Jobs = "Jobs";
    private const string Checkpoints = "Checkpoints";

    private static readonly Dictionary<string, PropertyInfo> Scalars = typeof(StreamJobOptions).GetProperties()
        .Where(property => property.CanWrite && property.Name is not (nameof(StreamJobOptions.Time) or nameof(StreamJobOptions.Loggers)))
        .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="options">Gets the values.</param>
    /// <param name="configuration">Its section <c>StreamFlow</c> holds for all jobs, <c>StreamFlow:Jobs:&lt;job&gt;</c> for one.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="contentRoot">What relative paths are relative to.</param>
    /// <exception cref="StreamFaultException">A key that means nothing, or a value that does not parse.</exception>
    public static void Bind(StreamJobOptions options, IConfiguration configuration, string job, string contentRoot)
    {
        var common = configuration.GetSection(Section);
        var own = common.GetSection($"{Jobs}:{job}");
        options.CheckpointDirectory = Path.Combine(contentRoot, common[Checkpoints] ?? "checkpoints", job);
        foreach (var entry in common.GetChildren())
        {
            if (Is(entry, Jobs) || Is(entry, Checkpoints))
                continue;
            if (entry.GetChildren().Any())
                options.Connectors[entry.Key] = ConnectorSections.Flatten(entry);
            else
                Set(options, entry, nameof(StreamJobOptions.CheckpointDirectory));
        }

        foreach (var entry in own.GetChildren())
        {
            if (Is(entry, nameof(StreamJobOptions.Settings)))
                AddSettings(options, entry);
            else if (entry.GetChildren().Any())
                options.Connectors[entry.Key] = ConnectorSections.Merge(options.Connectors, entry);
            else
                Set(options, entry, refused: null);
        }

        options.CheckpointDirectory = Path.GetFullPath(options.CheckpointDirectory, contentRoot);
    }

    private static void AddSettings(StreamJobOptions options, IConfigurationSection settings)
    {
        foreach (var setting in settings.GetChildren())
            options.Settings[setting.Key] = setting.Value ?? "";
    }

    private static void Set(StreamJobOptions options, IConfigurationSection entry, string? refused)
    {
        if (entry.Value is null)
            return;
        if (!Scalars.TryGetValue(entry.Key, out var property) || property.Name == refused)
        {
            throw StreamFaultException.User(
                $"configuration: {entry.Path} means nothing",
                refused is not null && entry.Key.Equals(refused, StringComparison.OrdinalIgnoreCase)
                    ? $"a checkpoint directory belongs to one job: set {Section}:{Checkpoints} (the folder of all) or {Section}:{Jobs}:<job>:{refused}"
                    : $"known are {string.Join(", ", Scalars.Keys.Order(StringComparer.Ordinal))}");
        }

        try
        {
            property.SetValue(options, SettingText.Parse(entry.Value, property.PropertyType));
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
        {
            throw StreamFaultException.User(
                $"configuration: {entry.Path} is '{entry.Value}', no {SettingText.Describe(property.PropertyType)}", $"give {SettingText.Example(property.PropertyType)}", inner: error);
        }
    }

    private static bool Is(IConfigurationSection entry, string key) => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase);
}
