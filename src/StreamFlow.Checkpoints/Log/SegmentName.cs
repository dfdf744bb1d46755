using System.Globalization;

namespace StreamFlow.Checkpoints.Log;

/// <summary>The file name of a segment. It says the first epoch, so that whoever drops segments need not open them.</summary>
/// <param name="Number">1 or more, consecutive.</param>
/// <param name="FirstEpoch">The epoch of the segment's first record.</param>
internal readonly record struct SegmentName(long Number, EpochNumber FirstEpoch)
{
    private const string Prefix = "log-";
    private const string Suffix = ".epochs";

    public string File => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Number:D8}-{FirstEpoch.Value:D12}{Suffix}");

    public static SegmentName? TryParse(string file)
    {
        if (!file.StartsWith(Prefix, StringComparison.Ordinal) || !file.EndsWith(Suffix, StringComparison.Ordinal))
            return null;
        var parts = file[Prefix.Length..^Suffix.Length].Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && new SegmentName(number, new EpochNumber(first)) is var name && name.File == file
            ? name : null;
    }

    /// <summary>The segments among some file names, in order.</summary>
    public static IReadOnlyList<SegmentName> Among(IEnumerable<string> files) =>
        [.. files.Select(TryParse).OfType<SegmentName>().OrderBy(name => name.Number)];

    /// <summary>
    /// The log: the last segments whose numbers are consecutive. What stands before a gap was dropped, and is back after a power cut; were the
    /// gap a loss instead, recovery would see that the log does not reach back to the checkpoint.
    /// </summary>
    public static IReadOnlyList<SegmentName> LogAmong(IEnumerable<string> files)
    {
        var all = Among(files);
        var begin = Math.Max(0, all.Count - 1);
        while (begin > 0 && all[begin - 1].Number == all[begin].Number - 1)
            begin--;
        return [.. all.Skip(begin)];
    }
}
