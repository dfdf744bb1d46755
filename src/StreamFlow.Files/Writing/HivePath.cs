namespace StreamFlow.Files.Writing;

/// <summary>Names and values of partition folders, escaped as Hive and Spark do: what a path or a shell could take amiss is <c>%XX</c> of its code.</summary>
internal static class HivePath
{
    /// <summary>The folder of rows without a value; as in Hive also of those with an empty text.</summary>
    public const string NullValue = "__HIVE_DEFAULT_PARTITION__";

    private const string Special = "\"#%'*/:=?\\\u007F{[]^";

    /// <summary>The most characters that one takes when it is escaped.</summary>
    public const int EscapedChars = 3;

    /// <summary>Writes the text escaped.</summary>
    /// <returns>Characters written; -1 where the text cannot be a name at all.</returns>
    public static int Escape(ReadOnlySpan<char> text, Span<char> into)
    {
        var used = 0;
        foreach (var c in text)
        {
            if (c == '\0')
                return -1;
            if (c >= ' ' && !Special.Contains(c, StringComparison.Ordinal))
            {
                into[used++] = c;
                continue;
            }

            into[used++] = '%';
            into[used++] = Digit(c >> 4);
            into[used++] = Digit(c & 15);
        }

        return used;
    }

    public static string Escape(string name)
    {
        Span<char> room = stackalloc char[256];
        room = name.Length * EscapedChars <= room.Length ? room : new char[name.Length * EscapedChars];
        var length = Escape(name, room);
        return length <= 0 ? throw StreamFaultException.User($"'{name}' cannot be the name of a partition", "give the expression a name: new { Year = … }") : room[..length].ToString();
    }

    private static char Digit(int value) => "0123456789ABCDEF"[value];
}
