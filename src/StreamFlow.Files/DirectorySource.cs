using StreamFlow.Connectors;
using StreamFlow.Files.Directories;

namespace StreamFlow.Files;

/// <summary>
/// The records of the files of a directory and of the folders in it, each file once; new files are found while the job runs. Names that begin with '_' or '.' and links to folders are passed over: write a file
/// under such a name, and rename it when it is whole. A file must not change after it was found. Files whose name ends in ".gz" are unpacked: once to find their length, once to read them.
/// <para>
/// Files found in one look are read in the order of (time of the last change, path), each by the partition that has the fewest bytes by then; the journal keeps that, so that a replay and a
/// restart see the same. A record's timestamp is the file's time of last change. <c>[RecordHeader("file")]</c> is the file's path, and a folder <c>year=2026</c> is <c>[RecordHeader("year")]</c>.
/// </para>
/// </summary>
/// <param name="directory">It need not exist yet.</param>
public sealed class DirectorySource<T>(string directory) : FileSourceSpec<T>(directory)
    where T : class
{
    /// <summary>Which files, by their name, with * and ?; <c>*.jsonl</c> takes <c>a.jsonl.gz</c> too. Default: all.</summary>
    public string Pattern { get; init; } = "*";

    /// <summary>How many partitions share the files; 1 to 1024, default 1. Rows of different files keep no order between partitions.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>A file is taken when its last change is so long ago: for writers that cannot rename. Default 0: at once.</summary>
    public TimeSpan MinAge { get; init; }

    public override string Describe() => $"files of {Path}/{Pattern}, {Format.Name}{(Partitions == 1 ? "" : $", {Partitions} partitions")}";

    public override SourceConnection Open(ConnectorContext context)
    {
        if (Partitions is < 1 or > 1024)
            throw StreamFaultException.User($"a directory cannot be read by {Partitions} partitions", "give 1 to 1024");
        return new DirectoryConnection(
            System.IO.Path.GetFullPath(Path), new DirectoryOptions(Pattern, Partitions, MinAge), ToRead(context, format => format.Framing), StartOf(context), context);
    }
}
