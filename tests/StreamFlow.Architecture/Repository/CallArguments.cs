namespace StreamFlow.Architecture.Repository;

/// <summary>The arguments of a call in code without text.</summary>
internal static class CallArguments
{
    /// <param name="code">Code, as <see cref="SourceCode.WithoutText"/> leaves it.</param>
    /// <param name="open">Where the call's opening parenthesis is.</param>
    public static IReadOnlyList<string> At(string code, int open)
    {
        var arguments = new List<string>();
        var (depth, start) = (0, open + 1);
        for (var at = open; at < code.Length; at++)
        {
            if (code[at] is '(' or '[' or '{')
                depth++;
            else if (code[at] is ')' or ']' or '}')
                depth--;
            if (depth == 0 || (depth == 1 && code[at] == ','))
            {
                arguments.Add(code[start..at].Trim());
                start = at + 1;
            }

            if (depth == 0)
                break;
        }

        return arguments;
    }
}
