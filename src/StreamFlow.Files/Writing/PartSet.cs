using StreamFlow.Files.Disks;
using StreamFlow.Files.Manifests;

namespace StreamFlow.Files.Writing;

/// <summary>
/// The hidden files of one writer: one that grows for each partition value, and those that this epoch completes. Used by the writer's thread between begin and stage, by the
/// committer's otherwise, never by both.
/// </summary>
internal sealed class PartSet(Disk disk, string openFolder, PartNames names, RollLimits limits, TimeProvider time, byte[] header) : IDisposable
{
    private readonly Dictionary<string, TextPart> _growing = new(StringComparer.Ordinal);
    private readonly List<TextPart> _complete = [];
    private TextPart? _last;
    private long _uses;

    /// <summary>Whether files were created since the last stage: their names are not durable yet.</summary>
    public bool HasNewNames { get; private set; }

    public IEnumerable<PartEntry> Growing => _growing.Values.Select(part => part.Staged);

    public IEnumerable<PartEntry> Complete => _complete.Select(part => part.Staged);

    /// <summary>Appends a row to the partition's file.</summary>
    public void Append(ReadOnlySpan<char> partition, ReadOnlySpan<byte> row)
    {
        var part = _last is { } last && partition.SequenceEqual(last.Partition) ? last : Find(partition);
        part.AppendLine(row);
        part.LastUse = ++_uses;
        if (part.Length >= limits.Bytes)
            Finish(part);
        else
            _last = part;
    }

    /// <summary>Makes all rows durable, and completes files of their age.</summary>
    /// <param name="all">Whether all are completed.</param>
    public void Stage(bool all)
    {
        foreach (var part in _growing.Values.ToList())
        {
            if (all || IsOld(part))
                Finish(part);
            else
                part.Flush();
        }

        HasNewNames = false;
    }

    /// <summary>Whether a file that grows has its age.</summary>
    public bool HasOld() => _growing.Values.Any(IsOld);

    public void Commit()
    {
        foreach (var part in _growing.Values)
            part.Commit();
        _complete.Clear();
    }

    public void Abort()
    {
        var parts = _complete.Concat(_growing.Values).ToList();
        _complete.Clear();
        _growing.Clear();
        _last = null;
        foreach (var part in parts)
        {
            if (part.Committed.Bytes == 0)
            {
                part.Discard();
            }
            else
            {
                part.Abort();
                _growing.Add(part.Partition, part);
            }
        }
    }

    public void Dispose()
    {
        foreach (var part in _growing.Values.Concat(_complete))
            part.Dispose();
    }

    private TextPart Find(ReadOnlySpan<char> partition)
    {
        if (_growing.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(partition, out var part))
            return part;
        if (_growing.Count >= limits.OpenFilesMax)
            Finish(_growing.Values.MinBy(one => one.LastUse)!);
        part = new TextPart(disk, names.Next(partition.ToString()), openFolder, time.GetTimestamp());
        part.AppendHeader(header);
        _growing.Add(part.Partition, part);
        HasNewNames = true;
        return part;
    }

    /// <summary>The file takes no more rows. It is closed here, because one epoch may complete any number of them.</summary>
    private void Finish(TextPart part)
    {
        part.Flush();
        part.Dispose();
        _growing.Remove(part.Partition);
        _complete.Add(part);
        if (_last == part)
            _last = null;
    }

    private bool IsOld(TextPart part) => time.GetElapsedTime(part.OpenedAt) >= limits.Age;
}
