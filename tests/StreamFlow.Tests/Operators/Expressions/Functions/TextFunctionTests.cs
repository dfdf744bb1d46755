using System.Globalization;
using System.Text;
using StreamFlow.Data;

namespace StreamFlow.Tests.Operators.Expressions.Functions;

public sealed class TextFunctionTests
{
    private static readonly string[] Texts =
        ["", "a", "abc", "abcabc", " abc ", "\t\u00A0x\u2003\u3000", "   ", "ÄÖüß", "日本語", "a😀b", "😀", "İıſK", "ΑΣ", "aaaa", new string('z', 40) + "é"];

    private static readonly DataType S = DataType.String;
    private static readonly DataType I = DataType.Int32;

    [Fact]
    public void Searches_are_ordinal()
    {
        var pairs = FunctionCheck.Pairs(Texts, [.. Texts, "b", "bc", "本", "\u00BC"]);
        FunctionCheck.Run("contains", DataType.Boolean, [S, S], pairs, row => Text(row, 0).Contains(Text(row, 1), StringComparison.Ordinal));
        FunctionCheck.Run("starts_with", DataType.Boolean, [S, S], pairs, row => Text(row, 0).StartsWith(Text(row, 1), StringComparison.Ordinal));
        FunctionCheck.Run("ends_with", DataType.Boolean, [S, S], pairs, row => Text(row, 0).EndsWith(Text(row, 1), StringComparison.Ordinal));
        FunctionCheck.Run("index_of", I, [S, S], pairs, row => Text(row, 0).IndexOf(Text(row, 1), StringComparison.Ordinal));
    }

    [Fact]
    public void Lengths_count_code_units_as_csharp_does() => FunctionCheck.Run("length", I, [S], FunctionCheck.Singles(Texts), row => Text(row, 0).Length);

    [Fact]
    public void Letters_change_case_as_in_the_invariant_culture()
    {
        FunctionCheck.Run("upper", S, [S], FunctionCheck.Singles(Texts), row => Text(row, 0).ToUpperInvariant());
        FunctionCheck.Run("lower", S, [S], FunctionCheck.Singles(Texts), row => Text(row, 0).ToLowerInvariant());
    }

    [Fact]
    public void White_space_goes_from_the_ends()
    {
        FunctionCheck.Run("trim", S, [S], FunctionCheck.Singles(Texts), row => Text(row, 0).Trim());
        FunctionCheck.Run("trim_start", S, [S], FunctionCheck.Singles(Texts), row => Text(row, 0).TrimStart());
        FunctionCheck.Run("trim_end", S, [S], FunctionCheck.Singles(Texts), row => Text(row, 0).TrimEnd());
    }

    [Fact]
    public void Substrings_are_cut_by_code_units_and_fail_outside()
    {
        int[] positions = [-1, 0, 1, 2, 3, 6, 7, int.MaxValue, int.MinValue];
        FunctionCheck.Run("substring", S, [S, I], FunctionCheck.Pairs(Texts, positions.Cast<object?>()), row => Repaired(Text(row, 0)[Start(row)..]));
        var triples = FunctionCheck.Pairs(Texts, positions.Cast<object?>()).SelectMany(pair => positions.Select(length => new[] { pair[0], pair[1], length })).ToArray();
        FunctionCheck.Run("substring", S, [S, I, I], triples, row => Repaired(Text(row, 0).Substring((int)row[1]!, (int)row[2]!)));
    }

    [Fact]
    public void Replacing_is_ordinal_and_refuses_to_replace_nothing()
    {
        string[] replacements = ["", "X", "日本"];
        var triples = FunctionCheck.Pairs(Texts, ["a", "abc", "aa", "本", "", "ß"]).SelectMany(pair => replacements.Select(to => new[] { pair[0], pair[1], to })).ToArray();
        FunctionCheck.Run("replace", S, [S, S, S], triples, row => Text(row, 0).Replace(Text(row, 1), Text(row, 2), StringComparison.Ordinal));
    }

    [Fact]
    public void Null_is_empty_where_csharp_takes_it()
    {
        var singles = FunctionCheck.Singles([.. Texts, null]);
        var pairs = FunctionCheck.Pairs([.. Texts, null], [.. Texts, null]);
        FunctionCheck.Run("is_null_or_empty", DataType.Boolean, [S], singles, row => string.IsNullOrEmpty((string?)row[0]));
        FunctionCheck.Run("is_null_or_white_space", DataType.Boolean, [S], singles, row => string.IsNullOrWhiteSpace((string?)row[0]));
        FunctionCheck.Run("concat", S, [S, S], pairs, row => (string?)row[0] + (string?)row[1]);
        FunctionCheck.Run("compare", I, [S, S], pairs, row => (row[0], row[1]) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            _ => Math.Sign(Encoding.UTF8.GetBytes(Text(row, 0)).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(Text(row, 1)))),
        });
    }

    [Fact]
    public void Everything_is_written_as_in_the_invariant_culture()
    {
        foreach (var (name, (type, hard)) in TestValues.Numbers)
        {
            object?[] values = [.. hard, .. TestValues.Random(name, 50, new Random(1)), null];
            FunctionCheck.Run("to_string", S, [type], FunctionCheck.Singles(values), row => Convert.ToString(row[0], CultureInfo.InvariantCulture) ?? "");
        }

        FunctionCheck.Run("to_string", S, [DataType.Boolean], FunctionCheck.Singles([true, false, null]), row => row[0]?.ToString() ?? "");
        FunctionCheck.Run("to_string", S, [DataType.Guid], FunctionCheck.Singles([Guid.NewGuid(), null]), row => row[0]?.ToString() ?? "");
    }

    private static string Text(object?[] row, int index) => (string)row[index]!;

    private static int Start(object?[] row) => (int)row[1]! >= 0 ? (int)row[1]! : throw new ArgumentOutOfRangeException(nameof(row));

    /// <summary>Half a surrogate pair has no bytes of its own.</summary>
    private static string Repaired(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
