using System.Text;

namespace StreamFlow.Architecture.Repository;

/// <summary>The code of a C# file without what is only text: comments and literals become blanks, lines stay where they are.</summary>
internal static class SourceCode
{
    public static string WithoutText(string source)
    {
        var code = new StringBuilder(source.Length);
        for (var at = 0; at < source.Length;)
        {
            var end = EndOfText(source, at);
            if (end == at)
            {
                code.Append(source[at++]);
                continue;
            }

            for (; at < end; at++)
                code.Append(source[at] == '\n' ? '\n' : ' ');
        }

        return code.ToString();
    }

    public static int LineOf(string source, int at) => source.AsSpan(0, at).Count('\n') + 1;

    // Where the comment or literal that begins at 'at' ends; 'at' itself where none begins.
    // What stands in the holes of an interpolated string counts as text: no rule is worth a parser.
    private static int EndOfText(string source, int at)
    {
        var rest = source.AsSpan(at);
        if (rest.StartsWith("//"))
            return After(source, "\n", at) is var next && next < source.Length ? next - 1 : source.Length;
        if (rest.StartsWith("/*"))
            return After(source, "*/", at + 2);
        if (rest.StartsWith("\"\"\""))
        {
            var quotes = rest.Length - rest.TrimStart('"').Length;
            return After(source, new string('"', quotes), at + quotes);
        }

        return rest[0] switch
        {
            '"' when at > 0 && (source[at - 1] == '@' || (at > 1 && source[at - 1] == '$' && source[at - 2] == '@')) => EndOfVerbatim(source, at + 1),
            '"' or '\'' => EndOfLiteral(source, at + 1, rest[0]),
            _ => at,
        };
    }

    private static int After(string source, string mark, int from) =>
        source.IndexOf(mark, from, StringComparison.Ordinal) is var found and >= 0 ? found + mark.Length : source.Length;

    private static int EndOfVerbatim(string source, int at)
    {
        for (; at < source.Length; at++)
        {
            if (source[at] != '"')
                continue;
            if (at + 1 == source.Length || source[at + 1] != '"')
                return at + 1;
            at++;
        }

        return at;
    }

    private static int EndOfLiteral(string source, int at, char quote)
    {
        for (; at < source.Length && source[at] != '\n'; at++)
        {
            if (source[at] == '\\')
                at++;
            else if (source[at] == quote)
                return at + 1;
        }

        return Math.Min(at, source.Length);
    }
}
