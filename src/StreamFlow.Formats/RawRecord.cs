namespace StreamFlow.Formats;

/// <summary>
/// A record as a reader found it: where its key and value lie in memory, and what the log says about it.
/// The memory is the reader's; it stays valid and unmoved until the call that was given the record returns.
/// </summary>
public readonly unsafe struct RawRecord
{
    private readonly byte* _value;
    private readonly byte* _key;
    private readonly int _valueLength;
    private readonly int _keyLength;

    /// <param name="value">Where the value begins.</param>
    /// <param name="valueLength">Bytes of the value; -1 for a null value (a tombstone).</param>
    /// <param name="key">Where the key begins.</param>
    /// <param name="keyLength">Bytes of the key; -1 for a null key.</param>
    /// <param name="offset">The record's offset in its partition.</param>
    /// <param name="timestamp">The record's timestamp, microseconds since the Unix epoch.</param>
    /// <param name="headers">What the reader's <see cref="RawHeaders"/> finds the headers by; 0 where there are none.</param>
    public RawRecord(byte* value, int valueLength, byte* key, int keyLength, long offset, long timestamp, nint headers = 0)
    {
        _value = value;
        _valueLength = valueLength;
        _key = key;
        _keyLength = keyLength;
        Offset = offset;
        Timestamp = timestamp;
        Headers = headers;
    }

    /// <summary>Whether there is a value; false for a tombstone, true for an empty one.</summary>
    public bool HasValue => _valueLength >= 0;

    /// <summary>Whether there is a key; true for an empty one.</summary>
    public bool HasKey => _keyLength >= 0;

    /// <summary>The value's bytes; empty for a tombstone.</summary>
    public ReadOnlySpan<byte> Value => new(_value, Math.Max(_valueLength, 0));

    /// <summary>The key's bytes; empty where there is none.</summary>
    public ReadOnlySpan<byte> Key => new(_key, Math.Max(_keyLength, 0));

    /// <summary>The record's offset in its partition.</summary>
    public long Offset { get; }

    /// <summary>The record's timestamp, microseconds since the Unix epoch.</summary>
    public long Timestamp { get; }

    /// <summary>What the reader's <see cref="RawHeaders"/> finds the headers by; 0 where there are none.</summary>
    public nint Headers { get; }
}
