using StreamFlow.Data.Kernels;

namespace StreamFlow.Operators.Expressions;

/// <summary>A set of byte strings, looked up by spans: buckets of a power of two, chained.</summary>
internal sealed class ByteStringSet
{
    private readonly List<(byte[] Bytes, int Next)> _entries = [];
    private int[] _buckets = NewBuckets(16);

    public void Add(byte[] bytes)
    {
        if (Contains(bytes))
            return;
        if (_entries.Count * 2 >= _buckets.Length)
            Rehash();
        Link(bytes, _entries.Count);
    }

    public bool Contains(ReadOnlySpan<byte> bytes)
    {
        for (var entry = _buckets[Bucket(bytes)]; entry >= 0; entry = _entries[entry].Next)
        {
            if (bytes.SequenceEqual(_entries[entry].Bytes))
                return true;
        }

        return false;
    }

    private void Rehash()
    {
        var old = _entries.ToArray();
        _entries.Clear();
        _buckets = NewBuckets(_buckets.Length * 2);
        foreach (var entry in old)
            Link(entry.Bytes, _entries.Count);
    }

    private void Link(byte[] bytes, int entry)
    {
        var bucket = Bucket(bytes);
        _entries.Add((bytes, _buckets[bucket]));
        _buckets[bucket] = entry;
    }

    private int Bucket(ReadOnlySpan<byte> bytes) => (int)(ValueHash.OfBytes(bytes) & (ulong)(_buckets.Length - 1));

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        Array.Fill(buckets, -1);
        return buckets;
    }
}
