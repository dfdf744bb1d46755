using StreamFlow.Data;
using StreamFlow.Files.Manifests;

namespace StreamFlow.Files.Writing;

/// <summary>
/// The hidden files of one writer: one that grows for each partition value, and those that this epoch completes. Used by the writer's thread between begin and stage, by the
/// committer's otherwise, never by both.
/// </summary>
internal sealed class PartSet(PartEncoder encoder, PartNames names, RollLimits limits, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, Part> _growing = new(StringComparer.Ordinal);
    private readonly List<Part> _complete = [];
    private readonly LinkedList<Part> _open = [];
    private Part? _last;

    /// <summary>Whether files were created since the last stage: their names are not durable yet.</summary>
    public bool HasNewNames { get; private set; }

    public IEnumerable<PartEntry> Growing => _growing.Values.Select(part => part.Staged);

    public IEnumerable<PartEntry> Complete => _complete.Select(part => part.Staged);

    /// <summary>The batch whose rows follow: its data columns.</summary>
    public void Take(ColumnBatch rows) => encoder.Take(rows);

    /// <summary>Appends a row of the batch to the partition's file.</summary>
    public void Append(ReadOnlySpan<char> partition, int row)
    {
        var part = _last is { } last && partition.SequenceEqual(last.Partition) ? last : Use(Find(partition));
        encoder.Append(part, row);
        if (part.Length >= limits.Bytes)
            Finish(part);
        else
            _last = part;
    }

    /// <summary>Makes all rows durable, and completes files of their age.</summary>
    /// <param name="all">Whether all are completed.</param>
    public void Stage(bool all)
    {
        // More than may stay open would be more with every epoch.
        foreach (var part in _growing.Values.Where(part => part.Place is null).Take(_growing.Count - limits.OpenFilesMax).ToList())
            Finish(part);
        foreach (var part in _growing.Values.ToList())
        {
            if (all || !part.GrowsOverEpochs || IsOld(part))
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
        _open.Clear();
        _last = null;
        foreach (var part in parts)
        {
            if (part.Committed.Bytes == 0)
            {
                part.Discard();
            }
            else
            {
                part.Place = null;
                part.Abort();
                part.Park();
                _growing.Add(part.Partition, part);
            }
        }
    }

    public void Dispose()
    {
        foreach (var part in _growing.Values.Concat(_complete))
            part.Dispose();
        encoder.Dispose();
    }

    private Part Find(ReadOnlySpan<char> partition)
    {
        if (_growing.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(partition, out var part))
            return part;
        part = encoder.Open(names.Next(partition.ToString()), time.GetTimestamp());
        _growing.Add(part.Partition, part);
        HasNewNames = true;
        return part;
    }

    /// <summary>Puts the part last among the open ones, and parks the first where that is one too many.</summary>
    private Part Use(Part part)
    {
        if (part.Place is { } place)
        {
            _open.Remove(place);
            _open.AddLast(place);
            return part;
        }

        if (_open.Count >= limits.OpenFilesMax)
        {
            var unused = _open.First!.Value;
            unused.Park();
            Forget(unused);
        }

        part.Place = _open.AddLast(part);
        return part;
    }

    private void Forget(Part part)
    {
        if (part.Place is { } place)
            _open.Remove(place);
        part.Place = null;
    }

    /// <summary>The file takes no more rows. It is closed here, because one epoch may complete any number of them.</summary>
    private void Finish(Part part)
    {
        part.Flush();
        part.Dispose();
        Forget(part);
        _growing.Remove(part.Partition);
        _complete.Add(part);
        if (_last == part)
            _last = null;
    }

    private bool IsOld(Part part) => time.GetElapsedTime(part.OpenedAt) >= limits.Age;
}
