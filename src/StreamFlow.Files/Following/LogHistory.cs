using StreamFlow.Connectors;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>
/// What the journal says of a log: its files, one behind the other, and when offsets were found. Changed by the connection's thread, which writes the journal first; read by any.
/// Invariant: pieces touch one another, and only the last one grows.
/// </summary>
internal sealed class LogHistory
{
    private readonly SourceJournal _journal;
    private readonly List<LogPiece> _allPieces = [];
    private readonly List<LogEntry.Dated> _allDates = [];
    private volatile LogPiece[] _pieces = [];
    private volatile LogEntry.Dated[] _dates = [];

    public LogHistory(SourceJournal journal, string source)
    {
        _journal = journal;
        foreach (var entry in journal.Entries)
            Take(LogEntryCodec.Read(entry, source));
        Publish();
    }

    public IReadOnlyList<LogPiece> Pieces => _pieces;

    /// <summary>The file that grows; null before the first.</summary>
    public LogPiece? Current => _pieces is [.., var last] ? last : null;

    /// <summary>The timestamp of the last records found, microseconds; null before the first.</summary>
    public long? LastTimestamp => _dates is [.., var last] ? last.Timestamp : null;

    public void Append(LogEntry entry)
    {
        _journal.Append(LogEntryCodec.Write(entry));
        Take(entry);
        Publish();
    }

    /// <summary>The piece that holds an offset; null where the journal knows none.</summary>
    public LogPiece? Find(long offset)
    {
        var pieces = _pieces;
        for (var i = pieces.Length - 1; i >= 0; i--)
        {
            if (pieces[i].Base <= offset)
                return pieces[i];
        }

        return null;
    }

    /// <param name="offset">Of a record.</param>
    /// <param name="until">The first offset of the next date.</param>
    public long TimestampAt(long offset, out long until)
    {
        var dates = _dates;
        var at = dates.Length - 1;
        while (at > 0 && dates[at].Offset > offset)
            at--;
        until = at + 1 < dates.Length ? dates[at + 1].Offset : long.MaxValue;
        return dates[at].Timestamp;
    }

    private void Take(LogEntry entry)
    {
        switch (entry)
        {
            case LogEntry.Begun begun:
                if (_allPieces.Count > 0)
                    _allPieces[^1] = _allPieces[^1].WithLength(begun.LastLength);
                var from = _allPieces.Count > 0 ? _allPieces[^1].End : 0;
                _allPieces.Add(new LogPiece { Base = from, Length = null, Name = begun.Age.Name, Id = begun.Id, First = begun.First, Age = begun.Age });
                _allDates.Add(new LogEntry.Dated(from, begun.Timestamp));
                break;
            case LogEntry.Grown grown:
                _allPieces[^1] = _allPieces[^1].With(grown.First);
                break;
            case LogEntry.Dated dated:
                _allDates.Add(dated);
                break;
        }
    }

    /// <summary>Dates first: a reader that finds a piece finds its date.</summary>
    private void Publish()
    {
        _dates = [.. _allDates];
        _pieces = [.. _allPieces];
    }
}
