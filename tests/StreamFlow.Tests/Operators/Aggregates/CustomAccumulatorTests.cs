using StreamFlow.Data;
using StreamFlow.Operators.WindowAggregate;
using StreamFlow.Plan.Aggregates;
using StreamFlow.Tests.Checkpoints;

namespace StreamFlow.Tests.Operators.Aggregates;

public sealed class CustomAccumulatorTests
{
    [Fact]
    public void An_authors_aggregate_sees_its_rows_in_order_and_survives_restarts()
    {
        var random = Given.Seeded(out _);
        var logs = Readings.Random(random, lanes: 2, rowsEach: 200, keys: 5, step: 25, outOfOrderness: 0);
        var calls = new AggregateCall[]
        {
            new("custom", Readings.Column("text"), DataType.String, false) { Custom = new Joined(), CustomName = "joined" },
            new("custom", Readings.Column("maybe"), DataType.Double, true) { Custom = new Range(), CustomName = "range" },
        };
        var run = new MergeRun(() => new WindowAggregateOperator(new("w", Readings.Shape(calls, true), 1000, 1000, 0, EmitMode.OnClose)), logs, 0)
            .All(random, 40, 10, restores: true);
        var expected =
            from reading in logs.SelectMany(log => log)
            where reading.Watermark < (Floor(reading.Time) + 1) * 1000
            group reading by Floor(reading.Time) into window
            orderby window.Key
            from rows in window.GroupBy(row => row.Key)
            let maybe = rows.Where(row => row.Maybe is not null).ToList()
            select $"{rows.Key} {string.Concat(rows.Select(row => row.Text ?? "-"))} {(maybe.Count == 0 ? "null" : Collected.Text(maybe.Max(row => row.Maybe) - maybe.Min(row => row.Maybe)))}";
        Assert.Equal(expected, run.Output.Rows.Select(row => $"{row[0]} {row[3]} {row[4]}"));
    }

    [Fact]
    public void An_error_in_it_names_it_and_the_operator()
    {
        var call = new AggregateCall("custom", Readings.Column("value"), DataType.Double, false) { Custom = new Failing(), CustomName = "failing" };
        var run = new MergeRun(
            () => new WindowAggregateOperator(new("w", Readings.Shape([call], true), 1000, 1000, 0, EmitMode.OnClose)),
            Readings.Random(new Random(1), 1, 1, 1, 1, 0), 0);
        run.Start();
        var fault = Assert.Throws<StreamFaultException>(() => run.Feed(0, 1, () => 1));
        Assert.Equal((FaultOrigin.User, "w"), (fault.Origin, fault.Place));
        Assert.Contains("'failing'", fault.Problem, StringComparison.Ordinal);
    }

    private static long Floor(long time) => (long)Math.Floor(time / 1000.0);

    private sealed class Joined : AggregateFunction<string?, List<string>, string>
    {
        public override string Name => "joined";

        public override List<string> Create() => [];

        public override void Accumulate(ref List<string> accumulator, string? value) => accumulator.Add(value ?? "-");

        public override void Combine(ref List<string> accumulator, in List<string> other) => accumulator.AddRange(other);

        public override string Result(in List<string> accumulator) => string.Concat(accumulator);
    }

    private sealed class Range : AggregateFunction<double?, (double Low, double High), double?>
    {
        public override string Name => "range";

        public override (double Low, double High) Create() => (double.PositiveInfinity, double.NegativeInfinity);

        public override void Accumulate(ref (double Low, double High) accumulator, double? value)
        {
            if (value is { } number)
                accumulator = (Math.Min(accumulator.Low, number), Math.Max(accumulator.High, number));
        }

        public override void Combine(ref (double Low, double High) accumulator, in (double Low, double High) other) =>
            accumulator = (Math.Min(accumulator.Low, other.Low), Math.Max(accumulator.High, other.High));

        public override double? Result(in (double Low, double High) accumulator) =>
            accumulator.Low > accumulator.High ? null : accumulator.High - accumulator.Low;
    }

    private sealed class Failing : AggregateFunction<double, int, double>
    {
        public override string Name => "failing";

        public override int Create() => 0;

        public override void Accumulate(ref int accumulator, double value) => throw new InvalidOperationException("no");

        public override void Combine(ref int accumulator, in int other)
        {
        }

        public override double Result(in int accumulator) => 0;
    }
}
