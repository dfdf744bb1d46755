using StreamFlow.Checkpoints.Bytes;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Journals;

/// <summary>
/// The durable notes of one source. Each generation writes a file of its own, which is published whole with the entries of the newest older one: so an older instance that is
/// still alive appends where nobody reads. Invariant: an entry that was durable once is in every later generation's file, in the same place.
/// </summary>
public sealed class EntryJournal : IDisposable
{
    private readonly CheckpointStorage _storage;
    private readonly JournalName _name;
    private readonly string _source;
    private readonly List<ReadOnlyMemory<byte>> _entries;
    private readonly ByteWriter _entry = new();
    private bool _isPublished;
    private CheckpointFile? _file;

    private EntryJournal(CheckpointStorage storage, JournalName name, string source, List<ReadOnlyMemory<byte>> entries)
    {
        _storage = storage;
        _name = name;
        _source = source;
        _entries = entries;
    }

    /// <summary>All entries, oldest first.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Entries => _entries;

    /// <summary>Takes over what earlier generations noted down. Nothing is written where there is nothing.</summary>
    /// <param name="storage">Held by this process.</param>
    /// <param name="source">The source's name within the job.</param>
    /// <param name="generation">This start's.</param>
    /// <exception cref="StreamFaultException">The journal is damaged, a newer generation has one already, or the medium failed.</exception>
    public static EntryJournal Open(CheckpointStorage storage, string source, Generation generation)
    {
        var name = JournalName.Of(source, generation);
        var older = JournalName.Among(storage.List(), source);
        if (older.Count == 0)
            return new EntryJournal(storage, name, source, []);
        if (older[^1].Generation.Value >= generation.Value)
        {
            throw StreamFaultException.User(
                $"generation {generation} was fenced by generation {older[^1].Generation}: the job was started again", "let one instance of the job run");
        }

        var journal = new EntryJournal(storage, name, source, Read(storage, older[^1].File, source));
        journal.Publish();

        // A deleted one may be back after a power cut: the newest counts.
        foreach (var file in older)
            storage.Delete(file.File);
        return journal;
    }

    /// <summary>Adds an entry; durable on return.</summary>
    /// <exception cref="StreamFaultException">The medium failed, now or earlier.</exception>
    public void Append(ReadOnlySpan<byte> entry)
    {
        Invariant.Require(entry.Length is > 0 and <= JournalCodec.EntryBytesMax, "an entry of a source's journal has 1 byte to 1 MiB");
        if (_file is null)
        {
            if (!_isPublished)
                Publish();
            _file = _storage.OpenAppend(_name.File);
        }

        _entry.Clear();
        JournalCodec.WriteEntry(_entry, _entries.Count, entry);
        _file.Append(_entry.Written);
        _file.Flush();
        _entries.Add(entry.ToArray());
    }

    public void Dispose() => _file?.Dispose();

    private static List<ReadOnlyMemory<byte>> Read(CheckpointStorage storage, string file, string source)
    {
        try
        {
            return JournalCodec.Read(storage.ReadAll(file), source);
        }
        catch (DamageException damage)
        {
            throw StorageFaults.Damaged(storage.Location, file, 0, damage.Message);
        }
        catch (FormatVersionException version)
        {
            throw StorageFaults.OtherVersion(storage.Location, file, version);
        }
    }

    private void Publish()
    {
        var whole = new ByteWriter();
        whole.Raw(JournalCodec.Head(_name.Generation, _source));
        for (var i = 0; i < _entries.Count; i++)
            JournalCodec.WriteEntry(whole, i, _entries[i].Span);
        if (!_storage.TryPublish(_name.File, whole.Written))
            throw StreamFaultException.Internal($"the journal {_name.File} exists already");
        _isPublished = true;
    }
}
