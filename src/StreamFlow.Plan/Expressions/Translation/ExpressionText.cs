using System.Text.RegularExpressions;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Sub-expressions for messages, near to what the author wrote: without the compiler's closures and conversions.</summary>
internal static partial class ExpressionText
{
    public static string Of(Linq.Expression node)
    {
        var text = Closures().Replace(node.ToString(), "");
        for (var shorter = Conversions().Replace(text, "$1"); shorter != text; shorter = Conversions().Replace(text, "$1"))
            text = shorter;
        return AnonymousTypes().Replace(text, "new");
    }

    [GeneratedRegex(@"value\([^()]*\)\.")]
    private static partial Regex Closures();

    [GeneratedRegex(@"\bConvert(?:Checked)?\(((?:[^(),]|\([^()]*\))+), [\w`\[\],.]+\)")]
    private static partial Regex Conversions();

    [GeneratedRegex(@"new <>f__AnonymousType\w+(`\d+)?(\[[^\]]*\])?")]
    private static partial Regex AnonymousTypes();
}
