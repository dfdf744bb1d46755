using StreamFlow.Data;
using StreamFlow.Files.Disks;
using StreamFlow.Formats;

namespace StreamFlow.Files.Writing.Text;

/// <summary>Rows as lines.</summary>
/// <param name="disk">Where the parts are.</param>
/// <param name="openFolder">Their folder while they are hidden.</param>
/// <param name="lines">Makes the lines.</param>
/// <param name="header">What a file begins with; empty for nothing.</param>
internal sealed class TextEncoder(Disk disk, string openFolder, RecordEncoder lines, ReadOnlyMemory<byte> header) : PartEncoder
{
    private readonly EncodedRows _encoded = new();

    public override Part Open(string path, long openedAt)
    {
        var part = new TextPart(disk, path, openFolder, openedAt);
        part.AppendHeader(header.Span);
        return part;
    }

    public override void Take(ColumnBatch rows)
    {
        _encoded.Reset();
        lines.Encode(rows, _encoded);
    }

    public override void Append(Part part, int row) => ((TextPart)part).AppendLine(_encoded[row]);
}
