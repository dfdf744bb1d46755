using System.Linq.Expressions;
using StreamFlow.Plan.Expressions;
using BinaryExpression = StreamFlow.Plan.Expressions.BinaryExpression;
using ConstantExpression = StreamFlow.Plan.Expressions.ConstantExpression;
using UnaryExpression = StreamFlow.Plan.Expressions.UnaryExpression;

namespace StreamFlow.Tests.Operators.Expressions;

/// <summary>Arithmetic against what LINQ compiles for the same operator and type.</summary>
public sealed class ArithmeticTests
{
    private static readonly (BinaryOperator Operator, ExpressionType Linq)[] Operators =
    [
        (BinaryOperator.Add, ExpressionType.Add),
        (BinaryOperator.Subtract, ExpressionType.Subtract),
        (BinaryOperator.Multiply, ExpressionType.Multiply),
        (BinaryOperator.Divide, ExpressionType.Divide),
        (BinaryOperator.Remainder, ExpressionType.Modulo),
    ];

    public static TheoryData<string> Types => TestValues.NumberTypes;

    [Theory, MemberData(nameof(Types))]
    public void Two_columns_give_what_csharp_gives(string type)
    {
        foreach (var rows in new[] { 0, 1, 7, 8, 31, 32, 33, 64, 100, 1000 })
        {
            foreach (var (op, linq) in Operators)
            {
                var random = new Random(rows);
                Check(type, op, linq, TestValues.Random(type, rows, random), TestValues.Random(type, rows, random), null, null);
            }
        }
    }

    [Theory, MemberData(nameof(Types))]
    public void A_column_and_a_constant_give_what_csharp_gives(string type)
    {
        foreach (var (op, linq) in Operators)
        {
            foreach (var constant in TestValues.Numbers[type].Hard.Append(null))
            {
                var values = TestValues.Random(type, 77, new Random(5));
                var constants = Enumerable.Repeat(constant, 77).ToArray();
                var expression = new ConstantExpression(constant, TestValues.Numbers[type].Type);
                Check(type, op, linq, values, constants, null, expression);
                Check(type, op, linq, constants, values, expression, null);
            }
        }
    }

    [Theory, MemberData(nameof(Types))]
    public void Negation_gives_what_csharp_gives(string type)
    {
        if (type.StartsWith('u'))
            return;
        var values = TestValues.Random(type, 100, new Random(3));
        var expression = new UnaryExpression(UnaryOperator.Negate, TestRows.Col(0, TestValues.Numbers[type].Type));
        var actual = TestRows.Evaluate(expression, TestRows.Batch(100, TestRows.Column(TestValues.Numbers[type].Type, values, TestValues.Numbers[type].Hard[0])));
        TestValues.AssertSame([.. values.Select(value => value switch
        {
            null => (object?)null,
            sbyte x => unchecked((sbyte)-x),
            short x => unchecked((short)-x),
            int x => unchecked(-x),
            long x => unchecked(-x),
            float x => -x,
            double x => -x,
            decimal x => -x,
            _ => throw new InvalidOperationException(),
        })], actual, expression);
    }

    /// <summary>First as it is: the first row that C# refuses is named. Then with these rows' right side null and the refused value left underneath.</summary>
    private static void Check(
        string type, BinaryOperator op, ExpressionType linq, object?[] left, object?[] right, ScalarExpression? leftConstant, ScalarExpression? rightConstant)
    {
        var (dataType, hard) = TestValues.Numbers[type];
        var rows = left.Length;
        var expression = new BinaryExpression(
            op, leftConstant ?? TestRows.Col(0, dataType), rightConstant ?? TestRows.Col(1, dataType), dataType, true);
        var oracle = LinqOracle.Arithmetic(linq, hard[0].GetType());
        var refused = Enumerable.Range(0, rows).Where(row => left[row] is { } l && right[row] is { } r && !TryRun(oracle, l, r, out _)).ToHashSet();
        var garbage = Array.Find(hard, value => value.Equals(Convert.ChangeType(0, value.GetType(), null))) ?? hard[0];
        var leftColumn = TestRows.Column(dataType, left, garbage);
        var rightColumn = TestRows.Column(dataType, right, garbage);
        if (refused.Count != 0)
            TestRows.Fails(expression, TestRows.Batch(rows, leftColumn, rightColumn), refused.Min(), expression.ToString());

        foreach (var row in refused)
        {
            leftColumn.MarkNull(row);
            rightColumn.MarkNull(row);
        }

        if (refused.Count != 0 && rightConstant is null && leftConstant is null)
            Assert.True(leftColumn.HasNulls);
        var expected = Enumerable.Range(0, rows).Select(row =>
            !refused.Contains(row) && left[row] is { } l && right[row] is { } r && TryRun(oracle, l, r, out var result) ? result : null).ToArray();
        TestValues.AssertSame(expected, TestRows.Evaluate(expression, TestRows.Batch(rows, leftColumn, rightColumn)), expression);
    }

    private static bool TryRun(Func<object, object, object> oracle, object left, object right, out object? result)
    {
        try
        {
            result = oracle(left, right);
            return true;
        }
        catch (ArithmeticException)
        {
            result = null;
            return false;
        }
    }
}
