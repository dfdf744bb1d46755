using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions;

/// <summary>Conversions between all numbers against what LINQ compiles.</summary>
public sealed class ConvertTests
{
    public static TheoryData<string> Types => TestValues.NumberTypes;

    [Theory, MemberData(nameof(Types))]
    public void Unchecked_conversions_are_those_of_csharp(string from)
    {
        foreach (var to in TestValues.NumberNames)
            Check(from, to, isChecked: false);
    }

    [Theory, MemberData(nameof(Types))]
    public void Checked_conversions_refuse_what_csharp_refuses(string from)
    {
        foreach (var to in TestValues.NumberNames)
            Check(from, to, isChecked: true);
    }

    private static void Check(string from, string to, bool isChecked)
    {
        var (fromType, hard) = TestValues.Numbers[from];
        var (toType, toHard) = TestValues.Numbers[to];
        var oracle = LinqOracle.Conversion(hard[0].GetType(), toHard[0].GetType(), isChecked);
        var expression = new ConvertExpression(TestRows.Col(0, fromType), toType, isChecked);
        object?[] values = [.. hard, null, .. TestValues.Random(from, 40, new Random(9))];
        var allowed = new List<object?>();
        foreach (var value in values)
        {
            try
            {
                _ = value is null ? null : oracle(value);
                allowed.Add(value);
            }
            catch (OverflowException)
            {
                TestRows.Fails(expression, TestRows.Batch(2, TestRows.Column(fromType, [null, value], value!)), 1, expression.ToString());
            }
        }

        var expected = allowed.Select(value => value is null ? null : oracle(value)).ToArray();
        var batch = TestRows.Batch(allowed.Count, TestRows.Column(fromType, allowed, hard[0]));
        TestValues.AssertSame(expected, TestRows.Evaluate(expression, batch), expression);
    }
}
