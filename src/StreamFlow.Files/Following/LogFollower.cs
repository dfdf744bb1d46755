using Microsoft.Extensions.Logging;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>
/// Looks what has become of a log: has it grown, was it rotated, which file comes next. What it finds stands in the journal before it is told. Called by one thread.
/// <para>
/// A file's end is final once its successor has a line: whoever writes the log has moved on. Then the end of the one and the beginning of the other are one entry of the journal.
/// </para>
/// </summary>
internal sealed class LogFollower(string path, FilesToRead files, LogHistory history, TimeProvider time, ILogger log) : IDisposable
{
    /// <summary>How exact records' timestamps are: an entry of the journal each time.</summary>
    private static readonly long DateEvery = EventTime.ToMicroseconds(TimeSpan.FromMinutes(10));

    private readonly LogFolder _folder = new(path);
    private readonly LineEnds _ends = new();
    private OpenLog? _open;
    private bool _saidMissing;

    /// <summary>The end of the last whole line, as an offset.</summary>
    public long End { get; private set; }

    /// <summary>The job has read so far: at least so many bytes have to be found again.</summary>
    public void ResumeAt(long offset) => End = offset;

    public long Refresh()
    {
        while (Step())
        {
        }

        return End;
    }

    public void Dispose() => _open?.Dispose();

    /// <returns>Whether there is more to look at: another file was begun.</returns>
    private bool Step()
    {
        if (history.Current is not { } piece)
            return BeginFirst();
        _open ??= _folder.Find(piece, Known(piece));
        if (_open is null)
            return ReplaceMissing(piece);
        if (!IsIntact(piece))
            return ReplaceTruncated(piece);
        Grow(piece);
        using var current = _folder.OpenCurrent();
        if (current is null || piece.Is(current))
            return false;
        if (_folder.NextAfter(_open.Age, history.Pieces) is not { } next)
            return false;

        // Asked after the next one was seen with a line: nobody writes to this one any more. Unless it was emptied in this very moment: then the next step sees that.
        var length = _open.Length;
        if (IsIntact(piece))
            Begin(next, length);
        else
            next.Dispose();
        return true;
    }

    private bool BeginFirst()
    {
        if (_folder.CurrentWithLine() is not { } first)
        {
            if (!_saidMissing && !File.Exists(path))
                Log.LogMissing(log, path);
            _saidMissing = true;
            return false;
        }

        Begin(first, lastLength: -1);
        return true;
    }

    /// <summary>The file was renamed and deleted, or packed beyond recognition, while nobody held it open.</summary>
    private bool ReplaceMissing(LogPiece piece)
    {
        using var current = _folder.OpenCurrent();
        if (current is not null && current.Id.IsKnown && current.Id == piece.Id)
            return ReplaceTruncated(piece);
        if (_folder.NextAfter(piece.Age, history.Pieces) is not { } next)
            return false;
        if (files.OnLoss == FileLossPolicy.Fail)
        {
            next.Dispose();
            throw LogFaults.Gone(files.Source, path, piece, End);
        }

        Log.LogGone(log, piece.Name, Known(piece), End);
        Begin(next, Known(piece));
        return true;
    }

    /// <summary>The file that is held open was emptied. What it held may lie in a copy.</summary>
    private bool ReplaceTruncated(LogPiece piece)
    {
        using var copy = _folder.FindCopy(piece, Known(piece));
        var next = _folder.NextAfter(copy?.Age ?? piece.Age, history.Pieces);
        if (next is null)
            return false;
        Log.LogTruncated(log, path, copy?.Length ?? Known(piece));
        Begin(next, copy?.Length ?? Known(piece));
        return true;
    }

    private void Begin(OpenLog next, long lastLength)
    {
        var first = Fingerprint.Of(next.Content, (int)Math.Min(next.Length, Fingerprint.BytesMax));
        if (first is null)
        {
            // It was emptied in this very moment: the next look sees what became of it.
            next.Dispose();
            return;
        }

        history.Append(new LogEntry.Begun(lastLength, next.Id, first.Value, next.Age, Now()));
        _open?.Dispose();
        _open = next;
        _ends.Reset();
        End = Math.Max(End, history.Current!.Base);
        Log.LogBegun(log, path, next.Age.Name, history.Current.Base);
    }

    private void Grow(LogPiece piece)
    {
        var length = _open!.Length;
        var end = _open.IsPacked ? length : _ends.LastBefore(_open.Content, length, from: Known(piece));
        if (piece.Base + end <= End)
            return;
        var first = (int)Math.Min(length, Fingerprint.BytesMax);
        var isLonger = first == Fingerprint.BytesMax ? piece.First.Bytes < first : first >= 2 * piece.First.Bytes;
        var more = isLonger ? Fingerprint.Of(_open.Content, first) : piece.First;

        // What was just read may be of a file that was emptied meanwhile.
        if (more is null || !IsIntact(piece))
            return;
        if (isLonger)
            history.Append(new LogEntry.Grown(more.Value));
        if (Now() - history.LastTimestamp >= DateEvery)
            history.Append(new LogEntry.Dated(End, Now()));
        End = piece.Base + end;
    }

    /// <summary>Whether the open file is still the piece, with as many bytes as were told of.</summary>
    private bool IsIntact(LogPiece piece) => _open!.Length >= Known(piece) && piece.First.IsOf(_open.Content);

    /// <summary>How many bytes of a piece were told of, or read: it has had as many.</summary>
    private long Known(LogPiece piece) => Math.Max(0, End - piece.Base);

    /// <summary>Time never goes back in a partition.</summary>
    private long Now() => Math.Max(EventTime.ToMicroseconds(time.GetUtcNow()), history.LastTimestamp ?? long.MinValue);
}
