using StreamFlow.Connectors;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Directories;

/// <summary>
/// What the journal says of a directory: which files were found, in which order, for which partition. Changed by the connection's thread, which writes the journal first; read by any.
/// Invariant: a partition's files touch one another; none is taken out or moved.
/// </summary>
internal sealed class DirectoryCatalog
{
    private readonly SourceJournal _journal;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private volatile DirectoryFile[][] _partitions;

    /// <param name="journal">The source's.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="partitions">At least so many partitions; the journal may have more.</param>
    public DirectoryCatalog(SourceJournal journal, string source, int partitions)
    {
        _journal = journal;
        _partitions = Empty(partitions);
        var growing = _partitions.Select(_ => new List<DirectoryFile>()).ToList();
        foreach (var entry in journal.Entries)
        {
            foreach (var file in FoundFilesCodec.Read(entry, source))
                Add(growing, file);
        }

        _partitions = [.. growing.Select(files => files.ToArray())];
    }

    public int PartitionCount => _partitions.Length;

    public bool Knows(string path) => _known.Contains(path);

    public IReadOnlyList<DirectoryFile> FilesOf(int partition) => (uint)partition < (uint)_partitions.Length ? _partitions[partition] : [];

    public long EndOf(int partition) => FilesOf(partition) is [.., var last] ? last.End : 0;

    /// <summary>The file that holds an offset; null where none does.</summary>
    public DirectoryFile? Find(int partition, long offset)
    {
        var files = FilesOf(partition);
        var (low, high) = (0, files.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (files[middle].End <= offset)
                low = middle + 1;
            else if (files[middle].Base > offset)
                high = middle - 1;
            else
                return files[middle];
        }

        return null;
    }

    /// <summary>Notes the files down, each for the partition that has the fewest bytes by then.</summary>
    public void Append(IEnumerable<FoundFile> found)
    {
        foreach (var some in found.Chunk(FoundFilesCodec.FilesMax))
        {
            var growing = _partitions.Select(files => files.ToList()).ToList();
            var files = new List<FoundFile>(some.Length);
            foreach (var file in some)
            {
                var shortest = Enumerable.Range(0, growing.Count).MinBy(partition => growing[partition] is [.., var last] ? last.End : 0);
                files.Add(file with { Partition = shortest });
                Add(growing, files[^1]);
            }

            _journal.Append(FoundFilesCodec.Write(files));
            _partitions = [.. growing.Select(partition => partition.ToArray())];
        }
    }

    private void Add(List<List<DirectoryFile>> partitions, FoundFile file)
    {
        while (partitions.Count <= file.Partition)
            partitions.Add([]);
        var files = partitions[file.Partition];
        files.Add(new DirectoryFile { Base = files is [.., var last] ? last.End : 0, Length = file.Length, Name = file.Path, Found = file });
        _known.Add(file.Path);
    }

    private static DirectoryFile[][] Empty(int partitions) => [.. Enumerable.Range(0, partitions).Select(_ => Array.Empty<DirectoryFile>())];
}
