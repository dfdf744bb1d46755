using StreamFlow.Data;
using StreamFlow.Operators.Aggregates;
using StreamFlow.Plan.Aggregates;
using StreamFlow.Plan.Expressions;
using StreamFlow.State.Groups;
using StreamFlow.State.Pages;
using StreamFlow.Tests.Checkpoints;

namespace StreamFlow.Tests.Operators.Aggregates;

/// <summary>Each aggregate against LINQ over the same values: straight, by a selection, in two parts combined, and through stored bytes.</summary>
public sealed class AccumulatorTests
{
    [Theory]
    [InlineData("sum", false)]
    [InlineData("sum", true)]
    [InlineData("min", true)]
    [InlineData("max", true)]
    [InlineData("first", true)]
    [InlineData("last", true)]
    [InlineData("count_value", true)]
    [InlineData("count_distinct", true)]
    public void Numbers_as_LINQ_has_them(string function, bool nullable)
    {
        var random = Given.Seeded(out _);
        long?[] values = [.. Enumerable.Range(0, 500).Select(_ => nullable && random.Next(3) == 0 ? null : (long?)random.NextInt64(-20, 20))];
        var column = new ValueColumn<long>(DataType.Int64);
        foreach (var value in values)
            Append(column, value, (target, number) => target.Append(number));
        Check(function, DataType.Int64, DataType.Int64, nullable, column, random, rows => function switch
        {
            "sum" => rows.All(row => values[row] is null) && nullable ? null : rows.Sum(row => values[row]),
            "min" => rows.Min(row => values[row]),
            "max" => rows.Max(row => values[row]),
            "first" => values[rows[0]],
            "last" => values[rows[^1]],
            "count_value" => rows.Count(row => values[row] is not null),
            _ => rows.Select(row => values[row]).Where(value => value is not null).Distinct().Count(),
        });
    }

    [Theory]
    [InlineData("min")]
    [InlineData("max")]
    [InlineData("first")]
    [InlineData("last")]
    [InlineData("count_distinct")]
    public void Text_by_ordinal_bytes(string function)
    {
        var random = Given.Seeded(out _);
        string[] words = ["", "a", "B", "ab", "ä", "z", "aa", "Ω", "a longer one"];
        string?[] values = [.. Enumerable.Range(0, 300).Select(_ => random.Next(4) == 0 ? null : words[random.Next(words.Length)])];
        var column = new BinaryColumn(DataType.String);
        foreach (var value in values)
        {
            if (value is null)
                column.AppendNull();
            else
                column.Append(value);
        }

        var result = function == "count_distinct" ? DataType.Int64 : DataType.String;
        Check(function, DataType.String, result, true, column, random, rows => function switch
        {
            "min" => rows.Select(row => values[row]).Where(value => value is not null).Order(StringComparer.Ordinal).FirstOrDefault(),
            "max" => rows.Select(row => values[row]).Where(value => value is not null).Order(StringComparer.Ordinal).LastOrDefault(),
            "first" => values[rows[0]],
            "last" => values[rows[^1]],
            _ => rows.Select(row => values[row]).Where(value => value is not null).Distinct().Count(),
        });
    }

    [Theory]
    [InlineData("min")]
    [InlineData("max")]
    [InlineData("last")]
    [InlineData("count_if")]
    public void Booleans(string function)
    {
        var random = Given.Seeded(out _);
        bool?[] values = [.. Enumerable.Range(0, 200).Select(_ => random.Next(3) == 0 ? null : (bool?)(random.Next(2) == 0))];
        var column = new BooleanColumn();
        foreach (var value in values)
            Append(column, value, (target, truth) => target.Append(truth));
        Check(function, DataType.Boolean, function == "count_if" ? DataType.Int64 : DataType.Boolean, true, column, random, rows => function switch
        {
            "min" => rows.Min(row => values[row]),
            "max" => rows.Max(row => values[row]),
            "last" => values[rows[^1]],
            _ => rows.Count(row => values[row] == true),
        });
    }

    [Theory]
    [InlineData("min")]
    [InlineData("max")]
    public void The_order_of_doubles_is_LINQs_with_NaN_below_all(string function)
    {
        var random = Given.Seeded(out _);
        double[] values = [.. Enumerable.Range(0, 60).Select(_ => random.Next(3) == 0 ? double.NaN : random.Next(3) == 0 ? double.NegativeInfinity : random.Next(5))];
        var column = new ValueColumn<double>(DataType.Double);
        column.Append(values);
        Check(function, DataType.Double, DataType.Double, false, column, random, rows => function == "min" ? rows.Min(row => values[row]) : rows.Max(row => values[row]), groups: 25);
    }

    [Fact]
    public void Decimals_and_floats_sum_into_the_type_of_the_result()
    {
        var decimals = new ValueColumn<decimal>(DataType.Decimal);
        decimals.Append([0.1m, 0.2m, 0.30m]);
        Assert.Equal("0.60", Only("sum", decimals, DataType.Decimal, false));
        var floats = new ValueColumn<float>(DataType.Float);
        floats.Append([0.1f, 16_777_216f, 1f]);
        Assert.Equal(Collected.Text((double)0.1f + 16_777_216f + 1f), Only("sum", floats, DataType.Double, false));
    }

    [Fact]
    public void The_sample_needs_two_values_for_a_spread()
    {
        var column = new ValueColumn<double>(DataType.Double);
        column.Append(3);
        Assert.Equal("null", Only("variance", column, DataType.Double, true));
        column.Append(5);
        column.AppendNull();
        Assert.Equal(Collected.Text(2.0), Only("variance", column, DataType.Double, true));
        Assert.Equal(Collected.Text(Math.Sqrt(2)), Only("stddev", column, DataType.Double, true));
    }

    [Fact]
    public void A_sum_that_does_not_fit_is_the_users_error()
    {
        var column = new ValueColumn<long>(DataType.Int64);
        column.Append([long.MaxValue, 1]);
        var fault = Assert.Throws<StreamFaultException>(() => Only("sum", column, DataType.Int64, false));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains("int64", fault.Problem, StringComparison.Ordinal);
    }

    private static AggregateCall Call(string function, DataType type, DataType result, bool nullable) =>
        new(function, new ColumnExpression(0, "v", type, nullable), result, nullable);

    private static string Only(string function, Column column, DataType result, bool nullable)
    {
        var accumulator = AccumulatorRegistry.Create(Call(function, column.Type, result, nullable));
        accumulator.Grow(1);
        accumulator.Accumulate(new int[column.Length], column, []);
        return Assert.Single(Results(accumulator, result, 1));
    }

    private static void Check(string function, DataType type, DataType result, bool nullable, Column column, Random random, Func<List<int>, object?> oracle, int groups = 20)
    {
        var slots = Enumerable.Range(0, column.Length).Select(row => row < groups ? row : random.Next(groups)).ToArray();
        var expected = Enumerable.Range(0, groups).Select(group => oracle([.. Enumerable.Range(0, slots.Length).Where(row => slots[row] == group)])).Select(Cell);
        var call = Call(function, type, result, nullable);

        var straight = AccumulatorRegistry.Create(call);
        straight.Grow(groups);
        straight.Accumulate(slots, column, []);
        Assert.Equal(expected, Results(straight, result, groups));

        var (first, second) = (AccumulatorRegistry.Create(call), AccumulatorRegistry.Create(call));
        var cut = random.Next(column.Length);
        Part(first, Enumerable.Range(0, cut));
        Part(second, Enumerable.Range(cut, column.Length - cut));
        Assert.Equal(expected, Results(Combined(first, second), result, groups));
        Assert.Equal(expected, Results(Combined(Stored(first), Stored(second)), result, groups));

        first.Reset();
        Part(first, Enumerable.Range(0, column.Length));
        Assert.Equal(expected, Results(first, result, groups));

        void Part(Accumulator accumulator, IEnumerable<int> rows)
        {
            accumulator.Grow(groups);
            int[] chosen = [.. rows];
            if (chosen.Length != 0)
                accumulator.Accumulate([.. chosen.Select(row => slots[row])], column, chosen);
        }

        Accumulator Combined(Accumulator earlier, Accumulator later)
        {
            var merged = AccumulatorRegistry.Create(call);
            merged.Grow(groups);
            int[] all = [.. Enumerable.Range(0, groups)];
            merged.Combine(all, earlier, all);
            merged.Combine(all, later, all);
            return merged;
        }

        Accumulator Stored(Accumulator accumulator)
        {
            var restored = AccumulatorRegistry.Create(call);
            restored.Grow(groups);
            foreach (var (from, count) in new[] { (0, 7), (7, groups - 7) })
            {
                var page = new PageWriter();
                accumulator.Save(page, from, count);
                var reader = new PageReader(page.Written);
                restored.Load(ref reader, from, count);
                Assert.True(reader.IsAtEnd);
            }

            return restored;
        }
    }

    private static IEnumerable<string> Results(Accumulator accumulator, DataType type, int groups)
    {
        var target = Column.Create(type);
        accumulator.Write([.. Enumerable.Range(0, groups)], target);
        return [.. Enumerable.Range(0, groups).Select(row => Collected.Cell(target, row))];
    }

    private static string Cell(object? value) => value switch
    {
        null => "null",
        double number => Collected.Text(number),
        long number => Collected.Text(number),
        int number => Collected.Text(number),
        _ => value.ToString()!,
    };

    private static void Append<TColumn, T>(TColumn column, T? value, Action<TColumn, T> append)
        where TColumn : Column
        where T : struct
    {
        if (value is null)
            column.AppendNull();
        else
            append(column, value.Value);
    }
}
