using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>The operands of calls that search or compare text: a char is a text of one, and how to compare is ordinal, with or without case.</summary>
internal static class TextArguments
{
    /// <summary>The operands without a StringComparison at the end; with OrdinalIgnoreCase each in upper case, which is how .NET defines it.</summary>
    public static IReadOnlyList<ScalarExpression> Of(FunctionCall call)
    {
        var hasComparison = call.Operands[^1].Type == typeof(StringComparison);
        var ignoreCase = hasComparison && IgnoresCase(call, call.Operands.Count - 1);
        var arguments = Enumerable.Range(0, call.Operands.Count - (hasComparison ? 1 : 0)).Select(i => Text(call, i));
        return [.. ignoreCase ? arguments.Select(Upper) : arguments];
    }

    /// <summary>An operand that is text or a char known when the job is defined.</summary>
    public static ScalarExpression Text(FunctionCall call, int operand) =>
        call.Operands[operand].Type == typeof(char)
            ? new ConstantExpression(call.Fixed<char>(operand).ToString(), DataType.String)
            : call.Required(operand);

    public static ScalarExpression Upper(ScalarExpression text) => Scalars.Function("upper", DataType.String, text);

    /// <summary>Whether the comparison ignores case.</summary>
    /// <exception cref="StreamFaultException">It is one of a culture.</exception>
    public static bool IgnoresCase(FunctionCall call, int operand) => call.Fixed<StringComparison>(operand) switch
    {
        StringComparison.Ordinal => false,
        StringComparison.OrdinalIgnoreCase => true,
        var other => throw Refusal.Of(call.Node, $"text is compared by its characters, not by {other}", "use StringComparison.Ordinal or OrdinalIgnoreCase"),
    };
}
