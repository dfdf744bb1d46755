using System.Text.RegularExpressions;

namespace StreamFlow.Architecture.Rules;

/// <summary>A call that this code base does without.</summary>
/// <param name="Pattern">Found in code without comments and literals.</param>
/// <param name="Instead">What to write, and why.</param>
/// <param name="InTests">Whether tests do without it, too.</param>
/// <param name="Unless">Says whether the call at this place is a permitted one: path, code, and where the match ends.</param>
internal sealed record BannedCall(Regex Pattern, string Instead, bool InTests = false, Func<string, string, int, bool>? Unless = null)
{
    public bool IsAt(string path, string code, Match match) => Unless is null || !Unless(path, code, match.Index + match.Length);
}
