using System.Globalization;
using StreamFlow.Files.Manifests;

namespace StreamFlow.Files.Writing;

/// <summary>
/// Names for data files. No two files ever have the same: the mark is the sink's own, the start is the number of the manifest with which this instance fenced the others,
/// and within a start the writers are numbered, and each one's files.
/// </summary>
internal sealed class PartNames(string prefix, SinkIdentity sink, Func<long> start, int writer, string extension)
{
    private int _files;

    /// <param name="partition">The folders below the sink's directory, with '/' between them; empty for none.</param>
    public string Next(string partition)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{start():D5}-{writer:D3}-{_files++:D5}-{sink.Mark}{extension}");
        return partition.Length == 0 ? name : $"{partition}/{name}";
    }

    /// <summary>The name for a copy that a start makes of what an earlier one left growing.</summary>
    public static string Recovered(string path, long start)
    {
        var ending = path.LastIndexOf('.');
        return string.Create(CultureInfo.InvariantCulture, $"{path[..ending]}-r{start:D5}{path[ending..]}");
    }
}
