namespace StreamFlow.Cli.Settings;

internal static class NameValue
{
    /// <exception cref="UsageException">One has no =, or no name before it.</exception>
    public static Dictionary<string, string> ParseAll(IEnumerable<string> texts)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new UsageException($"'{text}' is no setting", "give NAME=VALUE");
            all[text[..equals]] = text[(equals + 1)..];
        }

        return all;
    }
}
