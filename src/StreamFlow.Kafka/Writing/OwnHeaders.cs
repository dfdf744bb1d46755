using System.Text;
using StreamFlow.Formats;

namespace StreamFlow.Kafka.Writing;

/// <summary>Headers that differ from record to record, record by record. As all of a chunk they do not move once they are there.</summary>
internal sealed class OwnHeaders
{
    private readonly EncodedRows _names = new();
    private readonly EncodedRows _values = new();
    private readonly List<int> _ends = [];

    public bool IsEmpty => _names.Count == 0;

    /// <summary>The most headers of one record.</summary>
    public int CountMax { get; private set; }

    /// <summary>Adds a header to the record in work.</summary>
    public void Add(MessageHeader header)
    {
        _names.Advance(Encoding.UTF8.GetBytes(header.Name, _names.Reserve(Encoding.UTF8.GetMaxByteCount(header.Name.Length))));

        // Native code takes names up to their zero.
        _names.Write("\0"u8);
        _names.EndRow();
        if (header.Value is null)
        {
            _values.AddNull();
            return;
        }

        _values.Write(header.Value);
        _values.EndRow();
    }

    public void EndRecord()
    {
        CountMax = Math.Max(CountMax, _names.Count - (_ends.Count == 0 ? 0 : _ends[^1]));
        _ends.Add(_names.Count);
    }

    /// <summary>The first of a record's headers, and behind its last.</summary>
    public (int From, int To) Of(int record) => (record == 0 ? 0 : _ends[record - 1], _ends[record]);

    public unsafe byte* Name(int header) => EncodedChunk.Pointer(_names, header, out _);

    public unsafe byte* Value(int header, out int length) => EncodedChunk.Pointer(_values, header, out length);

    public void Reset()
    {
        _names.Reset();
        _values.Reset();
        _ends.Clear();
        CountMax = 0;
    }
}
