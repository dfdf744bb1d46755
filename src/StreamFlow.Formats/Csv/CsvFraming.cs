namespace StreamFlow.Formats.Csv;

/// <summary>A line break ends a record unless it stands in quotes. Quotes open at the beginning of a field only: one in the middle of a field spoils its own record, not those behind.</summary>
internal sealed class CsvFraming(CsvOptions options) : RecordFraming
{
    private readonly byte _separator = (byte)options.Separator;

    public override bool HasHeader => options.Header;

    public override bool IsByLine => false;

    public override int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOfAny((byte)'\n', (byte)'"');
        if (first < 0)
            return -1;
        return bytes[first] == '\n' ? first + 1 : FindEndWithQuotes(bytes);
    }

    private int FindEndWithQuotes(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (bytes[at] == '"')
            {
                var closed = CsvFields.EndOfQuotes(bytes, at);
                if (closed < 0)
                    return -1;
                at = closed;
            }

            var next = bytes[at..].IndexOfAny(_separator, (byte)'\n');
            if (next < 0)
                return -1;
            at += next + 1;
            if (bytes[at - 1] == '\n')
                return at;
        }

        return -1;
    }
}
