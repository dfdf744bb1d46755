using System.Linq.Expressions;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Expressions.Translation;

namespace StreamFlow.Tests.Plan.Expressions.Translation;

public sealed class ProjectionTranslationTests
{
    [Fact]
    public void Anonymous_types_take_names_and_nullability_from_their_values() =>
        AssertProjection(
            "id: id, twice: (value * 2), note: note, tags: tags",
            "(id: string, twice: double, note: string?, tags: list<string>)",
            r => new { r.Id, Twice = r.Value * 2, r.Note, r.Tags });

    [Fact]
    public void Member_initialisers_fill_in_what_the_row_type_leaves() =>
        AssertProjection(
            "name: id, level: 0:uint8, text: '-', note: null, price: 0:decimal",
            "(name: string, level: uint8, text: string, note: string?, price: decimal)",
            r => new Target { Name = r.Id });

    [Fact]
    public void Positional_records_take_parameters_by_the_names_of_properties() =>
        AssertProjection("a: id, b: count, c: require(maybe)", "(a: string, b: int32, c: double)", r => new Positional(r.Id, r.Count) { C = r.Maybe!.Value });

    [Fact]
    public void Optional_arguments_are_their_defaults() =>
        AssertProjection("a: id, b: 7, c: 0", "(a: string, b: int32, c: double)", r => new Positional(r.Id, 7));

    [Fact]
    public void Rows_within_rows() =>
        AssertProjection(
            "place: struct(city: id, zip: count), inner: struct(x: value, y: note)",
            "(place: struct<city: string, zip: int32?>, inner: struct<x: double, y: string?>)",
            r => new { Place = new Place(r.Id, r.Count), Inner = new { X = r.Value, Y = r.Note } });

    [Fact]
    public void A_nested_row_becomes_the_row() =>
        AssertProjection("city: place.city, zip: place.zip", "(city: string, zip: int32?)", r => r.Place);

    [Fact]
    public void The_row_itself_within_another() =>
        Assert.Equal("row", Project(r => new { Row = r }).Output.Schema[0].Name);

    [Fact]
    public void One_of_two_rows() =>
        AssertProjection("a: if(flag, id, 'x'), b: if(flag, 1, 2), c: if(flag, 0, 0)", "(a: string, b: int32, c: double)",
            r => r.Flag ? new Positional(r.Id, 1) : new Positional("x", 2));

    [Fact]
    public void A_null_that_the_column_does_not_take_is_an_error_of_the_row() =>
        AssertProjection("a: require(note), b: 7, c: 0", "(a: string, b: int32, c: double)", r => new Positional(r.Note!, 7));

    [Fact]
    public void The_same_row_again()
    {
        var (columns, output) = Project(r => r);
        Assert.Same(RowType.Of<Sensor>(), output);
        Assert.Equal("id: id", columns[0].ToString());
    }

    [Fact]
    public void Rows_of_the_projection_can_be_read_and_written()
    {
        var (_, output) = Project(r => new { r.Id, r.Tags });
        var batch = new StreamFlow.Data.ColumnBatch(output.Schema);
        var row = new { Id = "a", Tags = new[] { "x" } };
        RowWriter.For(output).AppendObject(batch, row);
        Assert.Equal("a", ((dynamic)RowReader.For(output).ReadObject(batch, 0)).Id);
    }

    [Fact]
    public void What_is_no_row_is_refused()
    {
        AssertRefused(r => r.Id, "string cannot be a row", "property of a class");
        AssertRefused(r => new Computing(r.Count), "parameter 'start' is no column", "a property of that name");
        AssertRefused(r => new Listing { Items = { 1 } }, "Items is filled, not assigned", "assign it");
        AssertRefused(r => new Incomplete { A = r.Count }, "B gets no value", "declare it nullable: string?");
        AssertRefused(r => new { Sub = new TimeSpan(r.Count) }, "'new TimeSpan(", "");
        AssertRefused(r => new { At = r.Ts.UtcDateTime }, "UtcDateTime", "");
    }

    private static void AssertProjection<TOut>(string columns, string schema, Expression<Func<Sensor, TOut>> lambda)
    {
        var projection = Project(lambda);
        Assert.Equal(columns, string.Join(", ", projection.Columns));
        Assert.Equal(schema, projection.Output.Schema.ToString());
        Assert.All(projection.Columns, column => Assert.Equal(column.Field.Type, column.Value.Type));
    }

    private static void AssertRefused<TOut>(Expression<Func<Sensor, TOut>> lambda, string problem, string wayOut)
    {
        var fault = Assert.Throws<StreamFaultException>(() => Project(lambda));
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.Contains(wayOut, fault.WayOut, StringComparison.Ordinal);
    }

    private static (IReadOnlyList<StreamFlow.Plan.Expressions.ProjectedColumn> Columns, RowType Output) Project<TOut>(Expression<Func<Sensor, TOut>> lambda) =>
        ScalarTranslator.TranslateProjection(lambda, RowType.Of<Sensor>());

    internal sealed record Positional(string A, int B = 7)
    {
        public double C { get; init; }
    }

    internal sealed class Target
    {
        public required string Name { get; init; }
        public Level Level { get; init; }
        public string Text { get; init; } = "-";
        public string? Note { get; init; }
        public decimal Price { get; init; }
    }

    internal sealed class Computing
    {
        public Computing()
        {
        }

        public Computing(int start) => Value = start + 1;

        public int Value { get; set; }
    }

    internal sealed class Listing
    {
        public List<int> Items { get; set; } = [];
    }

    internal sealed class Incomplete
    {
        public int A { get; set; }
        public string B { get; set; } = null!;
    }
}
