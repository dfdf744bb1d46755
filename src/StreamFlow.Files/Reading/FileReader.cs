using StreamFlow.Connectors;

namespace StreamFlow.Files.Reading;

/// <summary>Reads ranges of bytes: a record belongs to the range that its first byte lies in. The partitions take turns.</summary>
internal sealed class FileReader(ExtentMap map, FilesToRead files, SourceReaderOptions options) : SourceReader
{
    private readonly Dictionary<int, RecordCursor> _cursors = [];
    private readonly Queue<RecordCursor> _open = new();

    public override void Assign(IReadOnlyList<PartitionAssignment> ranges)
    {
        _open.Clear();
        foreach (var range in ranges)
        {
            if (!_cursors.TryGetValue(range.Partition, out var cursor))
                _cursors.Add(range.Partition, cursor = new RecordCursor(map, files, range.Partition, options));
            cursor.Take(range.From, range.To);
            if (!cursor.IsDone)
                _open.Enqueue(cursor);
        }
    }

    public override bool Read(SourceBatch batch, TimeSpan wait)
    {
        // What is assigned is there: nothing is waited for.
        batch.Reset();
        if (!_open.TryDequeue(out var cursor))
            return false;
        cursor.Read(batch);
        if (!cursor.IsDone)
            _open.Enqueue(cursor);
        return true;
    }

    public override void Dispose()
    {
        foreach (var cursor in _cursors.Values)
            cursor.Dispose();
        base.Dispose();
    }
}
