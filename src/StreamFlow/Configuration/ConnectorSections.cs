using Microsoft.Extensions.Configuration;

namespace StreamFlow.Configuration;

/// <summary>A connector's settings as one flat table, as its client library takes them.</summary>
internal static class ConnectorSections
{
    /// <summary>The settings of a section without those of the sections in it: <c>Kafka</c>, or <c>Kafka:other-cluster</c>. Empty where there is none.</summary>
    public static Dictionary<string, string> Find(IDictionary<string, IReadOnlyDictionary<string, string>> sections, string path)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var parts = path.Split(':', 2);
        var prefix = parts.Length == 1 ? "" : parts[1] + ":";
        if (!sections.TryGetValue(parts[0], out var section))
            return found;
        foreach (var (key, value) in section)
        {
            if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !key.AsSpan(prefix.Length).Contains(':'))
                found[key[prefix.Length..]] = value;
        }

        return found;
    }

    public static Dictionary<string, string> Flatten(IConfigurationSection section)
    {
        var flat = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in section.AsEnumerable(makePathsRelative: true))
        {
            if (value is not null)
                flat[key] = value;
        }

        return flat;
    }

    /// <summary>What holds for all jobs, with a job's own over it.</summary>
    public static Dictionary<string, string> Merge(IDictionary<string, IReadOnlyDictionary<string, string>> common, IConfigurationSection own)
    {
        var merged = common.TryGetValue(own.Key, out var known)
            ? new Dictionary<string, string>(known, StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in Flatten(own))
            merged[key] = value;
        return merged;
    }
}
