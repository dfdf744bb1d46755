namespace StreamFlow.Kafka.Clusters;

/// <summary>
/// The name of a client's setting, however it was written. Shells do not take a dot in a variable's name, so <c>StreamFlow__Kafka__sasl_password</c> stands for <c>sasl.password</c>, in any
/// case: all names of librdkafka's settings are lower-case words with dots between them.
/// </summary>
internal static class SettingName
{
    public static string Of(string written) => written.Replace('_', '.').ToLowerInvariant();

    /// <summary>Puts settings over others. Of two ways to write one name the one with underscores counts: it can only come from the environment.</summary>
    public static void AddTo(Dictionary<string, string> all, IReadOnlyDictionary<string, string> some)
    {
        foreach (var (name, value) in some.OrderBy(setting => setting.Key.Contains('_', StringComparison.Ordinal)))
        {
            // Names with a colon are the sections of other clusters.
            if (!name.Contains(':', StringComparison.Ordinal))
                all[Of(name)] = value;
        }
    }
}
