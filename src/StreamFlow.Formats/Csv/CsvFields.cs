namespace StreamFlow.Formats.Csv;

/// <summary>The fields of one record, from left to right, by RFC 4180: a field in quotes may hold anything, with quotes doubled; one without quotes holds none.</summary>
internal ref struct CsvFields
{
    private readonly ReadOnlySpan<byte> _record;
    private readonly byte _separator;
    private int _at;

    public CsvFields(ReadOnlySpan<byte> record, byte separator)
    {
        _record = record;
        _separator = separator;
    }

    /// <summary>The field's bytes; inside quotes what stands between them, doubled quotes still doubled.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    public bool IsQuoted { get; private set; }

    /// <summary>Whether <see cref="Text"/> has doubled quotes.</summary>
    public bool HasDoubledQuotes { get; private set; }

    /// <summary>What is wrong with the record; null while nothing is.</summary>
    public string? Wrong { get; private set; }

    /// <summary>Goes to the next field; false behind the last one, or where something is wrong.</summary>
    public bool Next()
    {
        if (_at > _record.Length)
            return false;
        IsQuoted = _at < _record.Length && _record[_at] == '"';
        return IsQuoted ? Quoted() : Plain();
    }

    /// <summary>The position behind the quote that closes those which open at <paramref name="open"/>; -1 where none does.</summary>
    public static int EndOfQuotes(ReadOnlySpan<byte> bytes, int open)
    {
        for (var at = open + 1; bytes[at..].IndexOf((byte)'"') is >= 0 and var quote;)
        {
            at += quote + 1;
            if (at >= bytes.Length || bytes[at] != '"')
                return at;
            at++;
        }

        return -1;
    }

    /// <summary>Copies the text with its doubled quotes made single.</summary>
    /// <param name="to">As long as the text at least.</param>
    /// <returns>The bytes written.</returns>
    public readonly int CopyTo(Span<byte> to)
    {
        var written = 0;
        for (var rest = Text; ;)
        {
            var quote = rest.IndexOf((byte)'"');
            var part = quote < 0 ? rest : rest[..(quote + 1)];
            part.CopyTo(to[written..]);
            written += part.Length;
            if (quote < 0)
                return written;
            rest = rest[(quote + 2)..];
        }
    }

    private bool Plain()
    {
        HasDoubledQuotes = false;
        var rest = _record[_at..];
        var end = rest.IndexOfAny(_separator, (byte)'"');
        if (end >= 0 && rest[end] == '"')
            return Fail("a quote stands in a field that does not begin with one");
        Text = end < 0 ? rest : rest[..end];
        _at += Text.Length + 1;
        return true;
    }

    private bool Quoted()
    {
        var end = EndOfQuotes(_record, _at);
        if (end < 0)
            return Fail("a quote is not closed");
        if (end < _record.Length && _record[end] != _separator)
            return Fail("text stands behind a closing quote");
        Text = _record[(_at + 1)..(end - 1)];
        HasDoubledQuotes = Text.Contains((byte)'"');
        _at = end + 1;
        return true;
    }

    private bool Fail(string wrong)
    {
        Wrong = wrong;
        _at = _record.Length + 1;
        return false;
    }
}
