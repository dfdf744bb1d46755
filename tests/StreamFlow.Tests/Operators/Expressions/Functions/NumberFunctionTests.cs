using StreamFlow.Data;

namespace StreamFlow.Tests.Operators.Expressions.Functions;

public sealed class NumberFunctionTests
{
    private static readonly object[] Doubles = [.. TestValues.Numbers["double"].Hard, 0.5, 1.5, 2.5, -0.5, -1.5, 2.345, 1e300, 10.0];
    private static readonly object[] Decimals = [.. TestValues.Numbers["decimal"].Hard, 0.5m, 1.5m, 2.5m, -2.5m, 2.3456m];

    [Fact]
    public void Abs_least_and_greatest_are_those_of_math()
    {
        foreach (var (name, (type, hard)) in TestValues.Numbers)
        {
            var pairs = FunctionCheck.Pairs(hard, hard);
            FunctionCheck.Run("least", type, [type, type], pairs, row => Math.Min((dynamic)row[0]!, (dynamic)row[1]!));
            FunctionCheck.Run("greatest", type, [type, type], pairs, row => Math.Max((dynamic)row[0]!, (dynamic)row[1]!));
            if (!name.StartsWith('u'))
                FunctionCheck.Run("abs", type, [type], FunctionCheck.Singles(hard), row => Math.Abs((dynamic)row[0]!));
        }
    }

    [Fact]
    public void Rounding_is_that_of_math()
    {
        var (d, m) = (DataType.Double, DataType.Decimal);
        FunctionCheck.Run("round", d, [d], FunctionCheck.Singles(Doubles), row => Math.Round((double)row[0]!));
        FunctionCheck.Run("round", m, [m], FunctionCheck.Singles(Decimals), row => Math.Round((decimal)row[0]!));
        FunctionCheck.Run("round_away_from_zero", d, [d], FunctionCheck.Singles(Doubles), row => Math.Round((double)row[0]!, MidpointRounding.AwayFromZero));
        FunctionCheck.Run("round_away_from_zero", m, [m], FunctionCheck.Singles(Decimals), row => Math.Round((decimal)row[0]!, MidpointRounding.AwayFromZero));
        FunctionCheck.Run("floor", d, [d], FunctionCheck.Singles(Doubles), row => Math.Floor((double)row[0]!));
        FunctionCheck.Run("floor", m, [m], FunctionCheck.Singles(Decimals), row => Math.Floor((decimal)row[0]!));
        FunctionCheck.Run("ceiling", d, [d], FunctionCheck.Singles(Doubles), row => Math.Ceiling((double)row[0]!));
        FunctionCheck.Run("ceiling", m, [m], FunctionCheck.Singles(Decimals), row => Math.Ceiling((decimal)row[0]!));
        FunctionCheck.Run("truncate", d, [d], FunctionCheck.Singles(Doubles), row => Math.Truncate((double)row[0]!));
        FunctionCheck.Run("truncate", m, [m], FunctionCheck.Singles(Decimals), row => Math.Truncate((decimal)row[0]!));
    }

    [Fact]
    public void Rounding_to_digits_refuses_what_math_refuses()
    {
        var (d, m, i) = (DataType.Double, DataType.Decimal, DataType.Int32);
        object?[] digits = [-1, 0, 1, 2, 15, 16, 28, 29];
        FunctionCheck.Run("round", d, [d, i], FunctionCheck.Pairs(Doubles, digits), row => Math.Round((double)row[0]!, (int)row[1]!));
        FunctionCheck.Run("round", m, [m, i], FunctionCheck.Pairs(Decimals, digits), row => Math.Round((decimal)row[0]!, (int)row[1]!));
        FunctionCheck.Run(
            "round_away_from_zero", d, [d, i], FunctionCheck.Pairs(Doubles, digits), row => Math.Round((double)row[0]!, (int)row[1]!, MidpointRounding.AwayFromZero));
        FunctionCheck.Run(
            "round_away_from_zero", m, [m, i], FunctionCheck.Pairs(Decimals, digits), row => Math.Round((decimal)row[0]!, (int)row[1]!, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public void Functions_of_floating_point_are_those_of_math()
    {
        var d = DataType.Double;
        FunctionCheck.Run("sqrt", d, [d], FunctionCheck.Singles(Doubles), row => Math.Sqrt((double)row[0]!));
        FunctionCheck.Run("exp", d, [d], FunctionCheck.Singles(Doubles), row => Math.Exp((double)row[0]!));
        FunctionCheck.Run("log", d, [d], FunctionCheck.Singles(Doubles), row => Math.Log((double)row[0]!));
        FunctionCheck.Run("log10", d, [d], FunctionCheck.Singles(Doubles), row => Math.Log10((double)row[0]!));
        FunctionCheck.Run("log2", d, [d], FunctionCheck.Singles(Doubles), row => Math.Log2((double)row[0]!));
        var pairs = FunctionCheck.Pairs(Doubles, Doubles);
        FunctionCheck.Run("log", d, [d, d], pairs, row => Math.Log((double)row[0]!, (double)row[1]!));
        FunctionCheck.Run("pow", d, [d, d], pairs, row => Math.Pow((double)row[0]!, (double)row[1]!));
        FunctionCheck.Run("is_nan", DataType.Boolean, [d], FunctionCheck.Singles(Doubles), row => double.IsNaN((double)row[0]!));
        FunctionCheck.Run("is_finite", DataType.Boolean, [d], FunctionCheck.Singles(Doubles), row => double.IsFinite((double)row[0]!));
        var floats = FunctionCheck.Singles(TestValues.Numbers["float"].Hard);
        FunctionCheck.Run("is_nan", DataType.Boolean, [DataType.Float], floats, row => float.IsNaN((float)row[0]!));
        FunctionCheck.Run("is_finite", DataType.Boolean, [DataType.Float], floats, row => float.IsFinite((float)row[0]!));
    }
}
