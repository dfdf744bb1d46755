using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions;

public sealed class InTests
{
    public static TheoryData<string> Types => TestValues.NumberTypes;

    [Theory, MemberData(nameof(Types))]
    public void A_number_is_in_a_list_as_contains_says(string type)
    {
        var (dataType, hard) = TestValues.Numbers[type];
        foreach (var count in new[] { 0, 1, 3, 8, 9, 40 })
        {
            var random = new Random(count);
            Check(dataType, TestValues.Random(type, 200, random), TestValues.Random(type, count, random), hard[0]);
        }
    }

    [Fact]
    public void Text_is_in_a_list_by_its_bytes()
    {
        object?[] texts = ["", "a", "ä", "日本", "a much longer text than sixteen bytes", null, .. Enumerable.Range(0, 100).Select(n => "t" + n)];
        foreach (var count in new[] { 0, 1, 6, 7, 50 })
            Check(DataType.String, texts, texts[..count], "a");
    }

    [Fact]
    public void Booleans_and_guids_are_in_lists_too()
    {
        object?[][] lists = [[], [true], [false], [true, false], [null], [true, null], [true, false, null]];
        foreach (var list in lists)
            Check(DataType.Boolean, [true, false, null], list, true);
        var guids = Enumerable.Range(0, 20).Select(_ => (object?)Guid.NewGuid()).Append(null).ToArray();
        Check(DataType.Guid, guids, guids[..5], guids[0]!);
        Check(DataType.Guid, guids, guids[8..], guids[0]!);
    }

    private static void Check(DataType type, object?[] values, object?[] list, object garbage)
    {
        var expression = new InExpression(TestRows.Col(0, type), [.. list.Select(item => new ConstantExpression(item, type))]);
        var batch = TestRows.Batch(values.Length, TestRows.Column(type, values, garbage));
        TestValues.AssertSame([.. values.Select(value => (object)list.Contains(value))], TestRows.Evaluate(expression, batch), expression);
    }
}
