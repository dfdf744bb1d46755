using System.Buffers;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>Strings: UTF-8 passes through; quotes, backslashes and control characters are escaped.</summary>
internal sealed class StringWriter : JsonValueWriter
{
    private const int EscapeBytesMax = 6;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    public override void Write(Column column, int row, EncodedRows into)
    {
        var text = ((BinaryColumn)column)[row];
        var room = into.Reserve(text.Length + 2);
        room[0] = (byte)'"';
        var clean = text.IndexOfAny(Escaped);
        if (clean < 0)
        {
            text.CopyTo(room[1..]);
            room[text.Length + 1] = (byte)'"';
            into.Advance(text.Length + 2);
            return;
        }

        into.Advance(1);
        WriteEscaped(text, clean, into);
        into.Write("\""u8);
    }

    private static void WriteEscaped(ReadOnlySpan<byte> text, int clean, EncodedRows into)
    {
        while (clean >= 0)
        {
            into.Write(text[..clean]);
            into.Advance(Escape(text[clean], into.Reserve(EscapeBytesMax)));
            text = text[(clean + 1)..];
            clean = text.IndexOfAny(Escaped);
        }

        into.Write(text);
    }

    private static int Escape(byte c, Span<byte> to)
    {
        to[0] = (byte)'\\';
        to[1] = c switch
        {
            (byte)'"' or (byte)'\\' => c,
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            _ => (byte)'u',
        };
        if (to[1] != 'u')
            return 2;
        to[2] = to[3] = (byte)'0';
        to[4] = (byte)('0' + (c >> 4));
        to[5] = "0123456789ABCDEF"u8[c & 15];
        return EscapeBytesMax;
    }
}
