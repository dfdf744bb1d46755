using System.Text;
using StreamFlow.Formats;

namespace StreamFlow.Files.Reading;

/// <summary>The headers of all records of one file.</summary>
internal sealed class FileHeaders(IReadOnlyList<MessageHeader> headers) : RawHeaders
{
    /// <summary>What a record refers to them by: there is one set at a time.</summary>
    public const nint Handle = 1;

    private readonly (byte[] Name, byte[]? Value)[] _headers = [.. headers.Select(header => (Encoding.UTF8.GetBytes(header.Name), header.Value))];

    public override bool TryGetLast(nint headers, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (var i = _headers.Length - 1; i >= 0; i--)
        {
            if (!name.SequenceEqual(_headers[i].Name))
                continue;
            value = _headers[i].Value;
            return _headers[i].Value is not null;
        }

        value = default;
        return false;
    }
}
