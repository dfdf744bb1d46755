using StreamFlow.Formats;

namespace StreamFlow.Files.Reading;

/// <summary>Goes to where a record begins: behind a byte order mark and the header, which the decoder gets; from the middle of a record to the next.</summary>
/// <param name="buffer">Of the content.</param>
/// <param name="framing">How records stand in it.</param>
/// <param name="decoder">Gets header and headers.</param>
/// <param name="recordBytesMax">A longer record ends at the first line break behind so many bytes, quotes or not.</param>
internal sealed class ContentPlacement(ContentBuffer buffer, RecordFraming framing, RecordDecoder decoder, int recordBytesMax)
{
    /// <summary>The extent that was entered last.</summary>
    public FileExtent? Extent { get; private set; }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Enters an extent whose content the buffer has.</summary>
    /// <param name="extent">Which.</param>
    /// <param name="position">Where in it.</param>
    /// <param name="isStart">Whether a record is known to begin there, or the file.</param>
    /// <returns>Where the first record at or behind the position begins; the extent's length where none does.</returns>
    public long Place(FileExtent extent, long position, bool isStart)
    {
        Extent = extent;
        decoder.Headers = extent.Headers.Count == 0 ? null : new FileHeaders(extent.Headers);
        buffer.MoveTo(0);
        var first = PassHeader(extent);
        if (position <= first)
            position = first;
        else if (!isStart)
            position = framing.IsByLine ? NextLine(position, extent) : NextRecord(first, position, extent);
        buffer.MoveTo(position);
        return position;
    }

    /// <summary>Passes what stands before the first record.</summary>
    private long PassHeader(FileExtent extent)
    {
        while (buffer.Rest.Length < ByteOrderMark.Length && buffer.Fill() > 0)
        {
        }

        var mark = buffer.Rest.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        if (!framing.HasHeader)
            return mark;
        buffer.MoveTo(mark);
        var header = NextEnd(extent);
        if (header < 0)
            throw StreamFaultException.User($"the header is longer than {recordBytesMax} bytes", "raise RecordBytesMax at the source, or say CsvOptions.Header = false where there is none", extent.Name);
        try
        {
            decoder.TakeHeader(RecordFraming.WithoutBreak(buffer.Rest[..header]));
        }
        catch (StreamFaultException fault)
        {
            throw fault.At(extent.Name);
        }

        return mark + header;
    }

    /// <summary>A line break before the position makes it a beginning.</summary>
    private long NextLine(long position, FileExtent extent)
    {
        buffer.MoveTo(position - 1);
        for (; ; )
        {
            if (buffer.Rest.IndexOf((byte)'\n') is >= 0 and var end)
                return Math.Min(buffer.Position + end + 1, extent.Length ?? long.MaxValue);
            buffer.MoveTo(buffer.Position + buffer.Rest.Length);
            if (buffer.Fill() == 0)
                return extent.Length ?? buffer.Position;
        }
    }

    /// <summary>Only the beginning of the file says what is in quotes.</summary>
    private long NextRecord(long first, long position, FileExtent extent)
    {
        var at = first;
        while (at < position)
        {
            buffer.MoveTo(at);
            var record = NextEnd(extent);
            if (record == 0)
                break;
            at = record > 0 ? at + record : NextLine(at + recordBytesMax + 1, extent);
        }

        return at;
    }

    /// <summary>The bytes of the record that begins here, of the rest where it has no end; -1 for one that is too long.</summary>
    private int NextEnd(FileExtent extent)
    {
        for (; ; )
        {
            var rest = buffer.Rest;
            if (extent.Length is { } length && length - buffer.Position < rest.Length)
                rest = rest[..(int)(length - buffer.Position)];
            var window = rest.Length > recordBytesMax + RecordFraming.LineBreakBytesMax ? rest[..(recordBytesMax + RecordFraming.LineBreakBytesMax)] : rest;
            if (framing.FindEnd(window) is >= 0 and var end)
                return end;
            if (window.Length == recordBytesMax + RecordFraming.LineBreakBytesMax)
                return -1;
            if (buffer.Fill() == 0)
                return rest.Length;
        }
    }
}
