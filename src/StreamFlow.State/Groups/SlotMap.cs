using System.Numerics;
using System.Runtime.CompilerServices;

namespace StreamFlow.State.Groups;

/// <summary>
/// Key id → slot. An array over all ids where a good part of them is in use (or there are few), otherwise a small hash table:
/// a slice with ten keys must not cost an array over a million ids.
/// </summary>
public sealed class SlotMap
{
    private const int AlwaysDirect = 4096;
    private const int DirectShare = 16;

    // Direct: slot + 1 by id. Hashed: pairs (id + 1, slot).
    private int[] _direct = new int[64];
    private (int IdPlusOne, int Slot)[]? _hashed;
    private int _count;

    public long ByteSize => (4L * _direct.Length) + (8L * (_hashed?.Length ?? 0));

    /// <summary>The slot of an id, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int id)
    {
        var direct = _direct;
        return (uint)id < (uint)direct.Length ? direct[id] - 1 : _hashed is null ? -1 : FindHashed(id);
    }

    /// <summary>Adds an id that is not there.</summary>
    /// <param name="idLimit">All ids of the table are below it.</param>
    public void Add(int id, int slot, int idLimit)
    {
        _count++;
        if (_hashed is not null)
        {
            if (_count * 2 <= _hashed.Length)
            {
                Place(_hashed, id, slot);
                return;
            }

            Widen(idLimit);
        }
        else if (id >= _direct.Length)
        {
            Widen(idLimit);
        }

        if (_hashed is not null)
            Place(_hashed, id, slot);
        else
            _direct[id] = slot + 1;
    }

    public void Clear()
    {
        Array.Clear(_direct);
        if (_direct.Length == 0)
            _direct = new int[64];
        _hashed = null;
        _count = 0;
    }

    private int FindHashed(int id)
    {
        var mask = _hashed!.Length - 1;
        for (var at = Home(id, mask); ; at = (at + 1) & mask)
        {
            var (idPlusOne, slot) = _hashed[at];
            if (idPlusOne == 0)
                return -1;
            if (idPlusOne == id + 1)
                return slot;
        }
    }

    private void Widen(int idLimit)
    {
        if (idLimit <= AlwaysDirect || idLimit <= (long)DirectShare * _count)
        {
            var direct = new int[BitOperations.RoundUpToPowerOf2((uint)idLimit)];
            _direct.CopyTo(direct, 0);
            foreach (var (idPlusOne, slot) in _hashed ?? [])
            {
                if (idPlusOne != 0)
                    direct[idPlusOne - 1] = slot + 1;
            }

            (_direct, _hashed) = (direct, null);
            return;
        }

        var hashed = new (int IdPlusOne, int Slot)[Math.Max(64, BitOperations.RoundUpToPowerOf2((uint)_count * 4))];
        for (var id = 0; id < _direct.Length; id++)
        {
            if (_direct[id] != 0)
                Place(hashed, id, _direct[id] - 1);
        }

        foreach (var (idPlusOne, slot) in _hashed ?? [])
        {
            if (idPlusOne != 0)
                Place(hashed, idPlusOne - 1, slot);
        }

        // Empty, so that every look-up goes to the hash table.
        (_direct, _hashed) = ([], hashed);
    }

    private static void Place((int IdPlusOne, int Slot)[] hashed, int id, int slot)
    {
        var mask = hashed.Length - 1;
        var at = Home(id, mask);
        while (hashed[at].IdPlusOne != 0)
            at = (at + 1) & mask;
        hashed[at] = (id + 1, slot);
    }

    private static int Home(int id, int mask) => (int)((uint)id * 2654435769u >> 7) & mask;
}
