using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions.Functions;

/// <summary>A function over rows of arguments against a delegate; a delegate that throws makes the row an error.</summary>
internal static class FunctionCheck
{
    public static void Run(string name, DataType result, DataType[] types, IReadOnlyList<object?[]> rows, Func<object?[], object?> expected)
    {
        var arguments = types.Select((type, i) => (ScalarExpression)TestRows.Col(i, type)).ToArray();
        var call = new FunctionExpression(name, arguments, result, false);
        var good = new List<object?[]>();
        var results = new List<object?>();
        foreach (var row in rows)
        {
            try
            {
                results.Add(expected(row));
                good.Add(row);
            }
            catch (Exception error) when (error is ArgumentException or OverflowException or IndexOutOfRangeException)
            {
                TestRows.Fails(call, Batch(types, [row]), 0, call.ToString());
            }
        }

        TestValues.AssertSame(results, TestRows.Evaluate(call, Batch(types, good)), call);
        TestValues.AssertSame([], TestRows.Evaluate(call, Batch(types, [])), call);
    }

    /// <summary>All pairs of the two sides.</summary>
    public static object?[][] Pairs(IEnumerable<object?> first, IEnumerable<object?> second) =>
        [.. first.SelectMany(a => second.Select(b => new[] { a, b }))];

    public static object?[][] Singles(IEnumerable<object?> values) => [.. values.Select(value => new[] { value })];

    private static ColumnBatch Batch(DataType[] types, List<object?[]> rows) =>
        TestRows.Batch(rows.Count, [.. types.Select((type, i) => TestRows.Column(type, [.. rows.Select(row => row[i])], Garbage(type)))]);

    private static object Garbage(DataType type) => type.Kind switch
    {
        TypeKind.String => "junk",
        TypeKind.Boolean => true,
        TypeKind.Guid => Guid.Empty,
        TypeKind.Timestamp or TypeKind.Duration => 1L,
        TypeKind.Date => 1,
        _ => TestValues.Numbers[type.ToString()].Hard[0],
    };
}
