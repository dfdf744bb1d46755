using System.Linq.Expressions;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Aggregates;
using StreamFlow.Plan.Expressions.Translation.Aggregates;

namespace StreamFlow.Tests.Plan.Expressions.Translation.Aggregates;

public sealed class AggregateTranslatorTests
{
    private static readonly RowType Input = RowType.Of<Sensor>();

    [Fact]
    public void A_windowed_average_shares_its_sum_and_count()
    {
        var found = Windows(r => r.Id, w => new
        {
            w.Key,
            w.Start,
            w.End,
            Count = w.Count(),
            Mean = w.Average(r => r.Value),
            Total = w.Sum(r => r.Value),
            Top = w.Max(r => r.Value),
        });
        Assert.Equal(["key: id"], found.Keys.Select(key => key.ToString()));
        Assert.Equal(["count()", "sum(value)", "max(value)"], found.Calls.Select(call => call.ToString()));
        Assert.Equal("(key: string, window_start: timestamp, window_end: timestamp, count(): int64, sum(value): double, max(value): double)", found.Results.ToString());
        Assert.Equal(
            "key: key, start: window_start, end: window_end, count: count(), mean: (sum(value) / cast(count() as double)), total: sum(value), top: max(value)",
            string.Join(", ", found.Columns));
        Assert.Equal("(key: string, start: timestamp, end: timestamp, count: int64, mean: double, total: double, top: double)", found.Output.Schema.ToString());
    }

    [Fact]
    public void Composite_keys_are_a_column_a_member()
    {
        var found = Windows(r => new { r.Id, r.Ts.Hour, r.Note }, w => new { w.Key.Id, w.Key.Hour, w.Key, N = w.Count() });
        Assert.Equal(["id: id", "hour: hour(ts)", "note: note"], found.Keys.Select(key => key.ToString()));
        Assert.Equal("id: id, hour: hour, key: struct(id: id, hour: hour, note: note), n: count()", string.Join(", ", found.Columns));
        Assert.Equal("(id: string, hour: int32, note: string?, window_start: timestamp, window_end: timestamp, count(): int64)", found.Results.ToString());
    }

    [Fact]
    public void Positional_and_nested_rows_can_be_keys()
    {
        Assert.Equal(["city: id", "zip: count"], Windows(r => new Place(r.Id, r.Count), w => new { w.Key.City }).Keys.Select(key => key.ToString()));
        Assert.Equal(["city: place.city", "zip: place.zip"], Windows(r => r.Place, w => new { w.Key.City }).Keys.Select(key => key.ToString()));
    }

    [Fact]
    public void Groups_without_windows_have_no_start_and_end()
    {
        var found = Groups(r => r.Level, g => new { g.Key, N = g.Count(r => r.Value > 1) });
        Assert.Equal("(key: uint8, count_if((value > 1)): int64)", found.Results.ToString());
        Assert.Equal("key: key, n: count_if((value > 1))", string.Join(", ", found.Columns));
    }

    [Fact]
    public void Two_different_functions_of_one_name_are_refused()
    {
        var (low, high) = (new Above(1), new Above(2));
        var fault = Assert.Throws<StreamFaultException>(() => Windows(r => r.Id, w => new { A = w.Aggregate(r => r.Value, low), B = w.Aggregate(r => r.Value, high) }));

        Assert.Contains("'above'", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("a Name of its own", fault.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_function_asked_for_twice_is_kept_once()
    {
        var above = new Above(1);

        Assert.Single(Windows(r => r.Id, w => new { A = w.Aggregate(r => r.Value, above), B = w.Aggregate(r => r.Value, above) }).Calls);
        Assert.Single(Windows(r => r.Id, w => new { A = w.Aggregate(r => r.Note, new Longest()), B = w.Aggregate(r => r.Note, new Longest()) }).Calls);
    }

    [Fact]
    public void Windows_over_everything_have_no_key()
    {
        Expression<Func<WindowRows<NoKey, Sensor>, Total>> selector = w => new Total(w.End, w.Sum(r => r.Price));
        var found = AggregateTranslator.Translate(selector, Input, null, windowed: true);
        Assert.Empty(found.Keys);
        Assert.Equal("(window_start: timestamp, window_end: timestamp, sum(price): decimal)", found.Results.ToString());
        Assert.Equal("end: window_end, sum: sum(price)", string.Join(", ", found.Columns));
    }

    [Fact]
    public void Averages_are_those_of_LINQ()
    {
        AssertColumn("(sum(value) / cast(count() as double))", w => w.Average(r => r.Value));
        AssertColumn("(cast(sum(long) as double) / cast(count() as double))", w => w.Average(r => r.Long));
        AssertColumn("(cast(sum(cast(count as int64)) as double) / cast(count() as double))", w => w.Average(r => r.Count));
        AssertColumn("(sum(price) / cast(count() as decimal))", w => w.Average(r => r.Price));
        AssertColumn("if((count_value(maybe) = 0:int64), null, (sum(maybe) / cast(count_value(maybe) as double)))", w => w.Average(r => r.Maybe));
        AssertColumn("if((count_value(maybeLong) = 0:int64), null, (cast(sum(maybeLong) as double) / cast(count_value(maybeLong) as double)))", w => w.Average(r => r.MaybeLong));
        AssertColumn("if((count_value(maybePrice) = 0:int64), null:decimal, (sum(maybePrice) / cast(count_value(maybePrice) as decimal)))", w => w.Average(r => r.MaybePrice));
        AssertColumn("(sum(cast(single as double)) / cast(count() as double))", w => w.Average(r => r.Single));
    }

    [Fact]
    public void Aggregates_say_whether_they_may_be_null()
    {
        AssertCall("sum(maybe): double", w => w.Sum(r => r.Maybe));
        AssertCall("min(maybe): double?", w => w.Min(r => r.Maybe));
        AssertCall("max(ts): timestamp", w => w.Max(r => r.Ts));
        AssertCall("min(id): string", w => w.Min(r => r.Id));
        AssertCall("first(note): string?", w => w.First(r => r.Note));
        AssertCall("last(value): double", w => w.Last(r => r.Value));
        AssertCall("variance(value): double?", w => w.Variance(r => r.Value));
        AssertCall("stddev(maybe): double?", w => w.StdDev(r => r.Maybe));
        AssertCall("count_distinct(note): int64", w => w.CountDistinct(r => r.Note));
        AssertCall("sum(cast(count as int64)): int64", w => w.Sum(r => r.Count));
        AssertCall("sum(price): decimal", w => w.Sum(r => r.Price));
    }

    [Fact]
    public void Expressions_over_aggregates_and_the_key()
    {
        AssertColumn("round((max(value) - min(value)), 1)", w => Math.Round(w.Max(r => r.Value) - w.Min(r => r.Value), 1));
        AssertColumn("total_seconds((window_end - window_start))", w => (w.End - w.Start).TotalSeconds);
        AssertColumn("upper(key)", w => w.Key.ToUpperInvariant());
    }

    [Fact]
    public void An_aggregate_of_the_authors_stands_under_its_name()
    {
        var function = new Longest();
        var found = Windows(r => r.Id, w => new { L = w.Aggregate(r => r.Note, function), N = w.Aggregate(r => r.Note, new Longest()) });
        var call = Assert.Single(found.Calls);
        Assert.Equal(("custom", "longest", "longest(note)"), (call.Function, call.CustomName, call.ToString()));
        Assert.Same(function, call.Custom);
        Assert.Equal(StreamFlow.Data.DataType.Int32, call.Type);
    }

    [Fact]
    public void A_lambda_may_come_from_a_variable()
    {
        Expression<Func<Sensor, double>> value = r => r.Value;
        AssertCall("sum(value): double", w => w.Sum(value));
    }

    [Fact]
    public void Keys_without_reliable_equality_are_refused()
    {
        AssertKeyRefused(r => r.Value, "'value' cannot be a key", "rounded whole number");
        AssertKeyRefused(r => new { r.Id, r.Single }, "'single' cannot be a key", "rounded whole number");
        AssertKeyRefused(r => new { r.Place }, "'place' cannot be a key", "group by its members");
        AssertKeyRefused(r => r.Blob, "'blob' cannot be a key", "text or a Guid");
        AssertKeyRefused(r => new { r.Tags }, "'tags' cannot be a key", ".FlatMap");
        AssertKeyRefused(r => r.Fahrenheit, "computed", "write what it computes");
    }

    [Fact]
    public void What_cannot_be_aggregated_is_refused()
    {
        AssertRefused(w => w.Sum(r => r.Fahrenheit), "'r.Fahrenheit'", "write what it computes");
        AssertRefused(w => w.Max(r => r.Place), "has no order", "one of its members");
        AssertRefused(w => w.First(r => r.Tags), "more than one value", "one by one");
        AssertRefused(w => w.Min(r => r.Blob), "a binary has no order", "First, Last");
        AssertRefused(w => w.Aggregate(r => r.Value, new Misnamed()), "'sum' is no name", "Name");
        AssertRefused(w => Outside(w), "no column operation", "");
        AssertRefused(w => w, "'w' cannot run over columns: by itself it is no value", "");
        AssertRefused(w => w.Sum(r => r.Value + w.Count()), "'w' cannot run over columns: it belongs to another lambda", "side by side");
    }

    [Fact]
    public void A_key_that_is_not_there_is_refused()
    {
        Expression<Func<WindowRows<NoKey, Sensor>, object>> selector = w => new { w.Key };
        var fault = Assert.Throws<StreamFaultException>(() => AggregateTranslator.Translate(selector, Input, null, windowed: true));
        Assert.Contains(".GroupBy(…)", fault.WayOut, StringComparison.Ordinal);
    }

    private static long Outside(WindowRows<string, Sensor> window) => window.Count();

    private static AggregateProjection Windows<TKey, TOut>(Expression<Func<Sensor, TKey>> key, Expression<Func<WindowRows<TKey, Sensor>, TOut>> selector) =>
        AggregateTranslator.Translate(selector, Input, key, windowed: true);

    private static AggregateProjection Groups<TKey, TOut>(Expression<Func<Sensor, TKey>> key, Expression<Func<GroupRows<TKey, Sensor>, TOut>> selector) =>
        AggregateTranslator.Translate(selector, Input, key, windowed: false);

    /// <summary>A window whose row has one column, made of the given aggregate.</summary>
    private static AggregateProjection Of<T>(Expression<Func<WindowRows<string, Sensor>, T>> value)
    {
        var holder = new { Value = default(T) };
        return OfHolder(holder, value);
    }

    private static AggregateProjection OfHolder<THolder, T>(THolder _, Expression<Func<WindowRows<string, Sensor>, T>> value)
    {
        var body = Expression.New(typeof(THolder).GetConstructors()[0], [value.Body], typeof(THolder).GetProperty("Value")!);
        return Windows(r => r.Id, Expression.Lambda<Func<WindowRows<string, Sensor>, THolder>>(body, value.Parameters));
    }

    private static void AssertColumn<T>(string expected, Expression<Func<WindowRows<string, Sensor>, T>> value) =>
        Assert.Equal(expected, Of(value).Columns[0].Value.ToString());

    private static void AssertCall<T>(string expected, Expression<Func<WindowRows<string, Sensor>, T>> value)
    {
        var call = Assert.Single(Of(value).Calls);
        Assert.Equal(expected, $"{call}: {call.Type}{(call.Nullable ? "?" : "")}");
    }

    private static void AssertRefused<T>(Expression<Func<WindowRows<string, Sensor>, T>> value, string problem, string wayOut)
    {
        var fault = Assert.Throws<StreamFaultException>(() => Of(value));
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.Contains(wayOut, fault.WayOut, StringComparison.Ordinal);
    }

    private static void AssertKeyRefused<TKey>(Expression<Func<Sensor, TKey>> key, string problem, string wayOut)
    {
        var fault = Assert.Throws<StreamFaultException>(() => Windows(key, w => new { N = w.Count() }));
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.Contains(wayOut, fault.WayOut, StringComparison.Ordinal);
    }

    internal sealed record Total(DateTimeOffset End, decimal Sum);

    private sealed class Longest : AggregateFunction<string?, int, int>
    {
        public override string Name => "longest";

        public override int Create() => 0;

        public override void Accumulate(ref int accumulator, string? value) => accumulator = Math.Max(accumulator, value?.Length ?? 0);

        public override void Combine(ref int accumulator, in int other) => accumulator = Math.Max(accumulator, other);

        public override int Result(in int accumulator) => accumulator;
    }

    private sealed class Above(double limit) : AggregateFunction<double, long, long>
    {
        public override string Name => "above";

        public override long Create() => 0;

        public override void Accumulate(ref long accumulator, double value) => accumulator += value > limit ? 1 : 0;

        public override void Combine(ref long accumulator, in long other) => accumulator += other;

        public override long Result(in long accumulator) => accumulator;
    }

    private sealed class Misnamed : AggregateFunction<double, double, double>
    {
        public override string Name => "sum";

        public override double Create() => 0;

        public override void Accumulate(ref double accumulator, double value) => accumulator += value;

        public override void Combine(ref double accumulator, in double other) => accumulator += other;

        public override double Result(in double accumulator) => accumulator;
    }
}
