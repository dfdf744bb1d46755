using System.Linq.Expressions;
using System.Text;
using StreamFlow.Data;
using StreamFlow.Plan.Expressions;
using BinaryExpression = StreamFlow.Plan.Expressions.BinaryExpression;
using ConstantExpression = StreamFlow.Plan.Expressions.ConstantExpression;

namespace StreamFlow.Tests.Operators.Expressions;

/// <summary>Comparisons against what LINQ compiles for nullable operands of the same type.</summary>
public sealed class ComparisonTests
{
    private static readonly (BinaryOperator Operator, ExpressionType Linq)[] Operators =
    [
        (BinaryOperator.Equal, ExpressionType.Equal),
        (BinaryOperator.NotEqual, ExpressionType.NotEqual),
        (BinaryOperator.Less, ExpressionType.LessThan),
        (BinaryOperator.LessOrEqual, ExpressionType.LessThanOrEqual),
        (BinaryOperator.Greater, ExpressionType.GreaterThan),
        (BinaryOperator.GreaterOrEqual, ExpressionType.GreaterThanOrEqual),
    ];

    public static TheoryData<string> Types => TestValues.NumberTypes;

    [Theory, MemberData(nameof(Types))]
    public void Numbers_compare_as_in_csharp(string type)
    {
        var (dataType, hard) = TestValues.Numbers[type];
        foreach (var rows in new[] { 0, 1, 8, 31, 32, 33, 65, 1000 })
        {
            var random = new Random(rows);
            var left = TestValues.Random(type, rows, random);
            var right = TestValues.Random(type, rows, random);
            var constant = hard[random.Next(hard.Length)];
            var batch = TestRows.Batch(rows, TestRows.Column(dataType, left, hard[0]), TestRows.Column(dataType, right, hard[0]));
            foreach (var (op, linq) in Operators)
            {
                var oracle = LinqOracle.Comparison(linq, hard[0].GetType());
                Check(op, TestRows.Col(0, dataType), TestRows.Col(1, dataType), batch, left.Zip(right, oracle));
                Check(op, TestRows.Col(0, dataType), new ConstantExpression(constant, dataType), batch, left.Select(l => oracle(l, constant)));
                Check(op, new ConstantExpression(constant, dataType), TestRows.Col(0, dataType), batch, left.Select(l => oracle(constant, l)));
                Check(op, TestRows.Col(0, dataType), new ConstantExpression(null, dataType), batch, left.Select(l => oracle(l, null)));
            }
        }
    }

    [Fact]
    public void Text_compares_by_its_bytes_and_null_equals_null()
    {
        string?[] texts = ["", "a", "ab", "b", "ä", "日本", "😀", "\uFFFD", null];
        var left = texts.SelectMany(text => Enumerable.Repeat(text, texts.Length)).ToArray();
        var right = Enumerable.Repeat(texts, texts.Length).SelectMany(all => all).ToArray();
        var batch = TestRows.Batch(left.Length, TestRows.Column(DataType.String, left, "a"), TestRows.Column(DataType.String, right, "a"));
        foreach (var (op, _) in Operators)
        {
            var expected = left.Zip(right, (l, r) => Compare(op, l, r));
            Check(op, TestRows.Col(0, DataType.String), TestRows.Col(1, DataType.String), batch, expected);
            Check(op, TestRows.Col(0, DataType.String), new ConstantExpression("ab", DataType.String), batch, left.Select(l => Compare(op, l, "ab")));
        }
    }

    [Fact]
    public void Booleans_and_guids_are_equal_or_not()
    {
        var one = Guid.Parse("11111111-1111-1111-1111-111111111111");
        var two = Guid.Parse("11111111-1111-1111-1111-111111111112");
        CheckEquality(DataType.Guid, [one, two, null], one);
        CheckEquality(DataType.Boolean, [true, false, null], true);
    }

    [Fact]
    public void Nested_rows_are_equal_when_all_fields_are()
    {
        var type = DataType.Struct([new Field("x", DataType.Int32) { Nullable = true }, new Field("y", DataType.String)]);
        var left = new StructExpression([TestRows.Col(0, DataType.Int32), TestRows.Col(1, DataType.String)], type);
        var right = new StructExpression([TestRows.Col(0, DataType.Int32), new ConstantExpression("a", DataType.String)], type);
        var batch = TestRows.Batch(3, TestRows.Column(DataType.Int32, [1, null, 2], 0), TestRows.Column(DataType.String, ["a", "a", "b"], ""));
        Check(BinaryOperator.Equal, left, right, batch, [true, true, false]);
    }

    private static void CheckEquality(DataType type, object?[] values, object garbage)
    {
        var left = values.SelectMany(value => Enumerable.Repeat(value, values.Length)).ToArray();
        var right = Enumerable.Repeat(values, values.Length).SelectMany(all => all).ToArray();
        var batch = TestRows.Batch(left.Length, TestRows.Column(type, left, garbage), TestRows.Column(type, right, garbage));
        Check(BinaryOperator.Equal, TestRows.Col(0, type), TestRows.Col(1, type), batch, left.Zip(right, Equals));
        Check(BinaryOperator.NotEqual, TestRows.Col(0, type), TestRows.Col(1, type), batch, left.Zip(right, (l, r) => !Equals(l, r)));
    }

    private static void Check(BinaryOperator op, ScalarExpression left, ScalarExpression right, ColumnBatch batch, IEnumerable<bool> expected)
    {
        var expression = new BinaryExpression(op, left, right, DataType.Boolean, false);
        TestValues.AssertSame([.. expected.Select(value => (object)value)], TestRows.Evaluate(expression, batch), expression);
    }

    private static bool Compare(BinaryOperator op, string? left, string? right)
    {
        if (op == BinaryOperator.Equal)
            return left == right;
        if (op == BinaryOperator.NotEqual)
            return left != right;
        if (left is null || right is null)
            return false;
        var order = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
        return op switch
        {
            BinaryOperator.Less => order < 0,
            BinaryOperator.LessOrEqual => order <= 0,
            BinaryOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }
}
