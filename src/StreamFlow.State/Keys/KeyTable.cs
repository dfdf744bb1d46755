using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamFlow.Data;

namespace StreamFlow.State.Keys;

/// <summary>
/// Key bytes → small dense ids: open addressing over the ids, the bytes of all keys in one arena.
/// Ids are counted by the pages that hold them: one is given to another key only after the last page has let it go, and a key without state leaves the table.
/// </summary>
public sealed class KeyTable
{
    private readonly List<int> _free = [];
    private Entry[] _entries = new Entry[64];
    private Record[] _records = new Record[32];
    private byte[] _arena = new byte[1024];
    private int _arenaUsed;
    private int _arenaDead;

    /// <summary>Keys in the table.</summary>
    public int Count { get; private set; }

    /// <summary>All ids are below it.</summary>
    public int IdLimit { get; private set; }

    /// <summary>Bytes held.</summary>
    public long ByteSize => (8L * _entries.Length) + (20L * _records.Length) + _arena.Length;

    /// <summary>The bytes of a key; valid until the next key comes in.</summary>
    public ReadOnlySpan<byte> KeyOf(int id)
    {
        ref readonly var record = ref _records[id];
        return _arena.AsSpan(record.Start, record.Length);
    }

    /// <summary>The ids of text or bytes without nulls, in the order of the rows; unknown keys come in, without a reference.</summary>
    public void Intern(BinaryColumn keys, Span<int> ids)
    {
        var offsets = keys.ValueOffsets[..(ids.Length + 1)];
        ref var bytes = ref MemoryMarshal.GetReference(keys.Bytes);
        var start = offsets[0];
        for (var row = 0; row < ids.Length; row++)
        {
            var end = offsets[row + 1];
            ids[row] = Intern(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref bytes, start), end - start));
            start = end;
        }
    }

    /// <summary>The key's id; an unknown key comes in, without a reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Intern(ReadOnlySpan<byte> key)
    {
        var hash = KeyHash.Of(key);
        var id = Find(key, hash);
        return id >= 0 ? id : Add(key, hash);
    }

    /// <summary>The key's id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> key) => Find(key, KeyHash.Of(key));

    public void AddReference(int id) => _records[id].References++;

    /// <summary>Takes a reference back; with the last one the key leaves.</summary>
    public void Release(int id)
    {
        if (--_records[id].References == 0)
            Remove(id);
    }

    /// <summary>Lets a key leave that came in but found no state.</summary>
    public void RemoveIfUnused(int id)
    {
        // A row may ask for an id that a row before it has freed already.
        if (_records[id].References == 0 && _records[id].IsLive)
            Remove(id);
    }

    /// <summary>Makes room for so many more keys at once.</summary>
    public void Reserve(int keys)
    {
        var needed = Count + keys;
        if (needed > _records.Length)
            Array.Resize(ref _records, needed);
        var entries = _entries.Length;
        while (needed * 2L > entries)
            entries *= 2;
        if (entries != _entries.Length)
            Rehash(entries);
    }

    /// <summary>Forgets all keys and keeps the buffers.</summary>
    public void Clear()
    {
        Array.Clear(_entries);
        _free.Clear();
        Count = IdLimit = _arenaUsed = _arenaDead = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(ReadOnlySpan<byte> key, uint hash)
    {
        var entries = _entries;
        var mask = entries.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var entry = entries[at];
            if (entry.IdPlusOne == 0)
                return -1;
            if (entry.Hash == hash && KeyOf(entry.IdPlusOne - 1).SequenceEqual(key))
                return entry.IdPlusOne - 1;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(ReadOnlySpan<byte> key, uint hash)
    {
        if ((Count + 1) * 2 > _entries.Length)
            Rehash(_entries.Length * 2);
        int id;
        if (_free.Count != 0)
        {
            id = _free[^1];
            _free.RemoveAt(_free.Count - 1);
        }
        else
        {
            id = IdLimit++;
            if (id == _records.Length)
                Array.Resize(ref _records, id * 2);
        }

        if (_arenaUsed + key.Length > _arena.Length)
            GrowArena(key.Length);
        key.CopyTo(_arena.AsSpan(_arenaUsed));
        _records[id] = new Record { Start = _arenaUsed, Length = key.Length, Hash = hash, IsLive = true };
        _arenaUsed += key.Length;
        Count++;
        Place(_entries, hash, id);
        return id;
    }

    private void Remove(int id)
    {
        ref var record = ref _records[id];
        var mask = _entries.Length - 1;
        var hole = (int)record.Hash & mask;
        while (_entries[hole].IdPlusOne != id + 1)
            hole = (hole + 1) & mask;

        // Entries behind the hole that may not be found past it move up.
        for (var at = (hole + 1) & mask; _entries[at].IdPlusOne != 0; at = (at + 1) & mask)
        {
            var home = (int)_entries[at].Hash & mask;
            if (((at - home) & mask) >= ((at - hole) & mask))
            {
                _entries[hole] = _entries[at];
                hole = at;
            }
        }

        _entries[hole] = default;
        _arenaDead += record.Length;
        record = default;
        _free.Add(id);
        Count--;
    }

    private void Rehash(int size)
    {
        var entries = new Entry[size];
        foreach (var entry in _entries)
        {
            if (entry.IdPlusOne != 0)
                Place(entries, entry.Hash, entry.IdPlusOne - 1);
        }

        _entries = entries;
    }

    private static void Place(Entry[] entries, uint hash, int id)
    {
        var mask = entries.Length - 1;
        var at = (int)hash & mask;
        while (entries[at].IdPlusOne != 0)
            at = (at + 1) & mask;
        entries[at] = new Entry { Hash = hash, IdPlusOne = id + 1 };
    }

    private void GrowArena(int more)
    {
        var live = _arenaUsed - _arenaDead;
        var needed = checked(live + more);
        var arena = new byte[Math.Max(needed, (int)Math.Min(live * 2L, Array.MaxLength))];
        var used = 0;
        for (var id = 0; id < IdLimit; id++)
        {
            ref var record = ref _records[id];
            if (!record.IsLive)
                continue;
            _arena.AsSpan(record.Start, record.Length).CopyTo(arena.AsSpan(used));
            record.Start = used;
            used += record.Length;
        }

        _arena = arena;
        _arenaUsed = used;
        _arenaDead = 0;
    }

    private struct Entry
    {
        public uint Hash;
        public int IdPlusOne;
    }

    private struct Record
    {
        public int Start;
        public int Length;
        public uint Hash;
        public int References;
        public bool IsLive;
    }
}
