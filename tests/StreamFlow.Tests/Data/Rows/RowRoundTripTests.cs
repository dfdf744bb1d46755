using System.Text.Json;
using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Tests.Data.Rows;

public sealed class RowRoundTripTests
{
    private static readonly Everything Full = new()
    {
        Text = "grün €𝄞",
        Note = "n",
        Flag = true,
        I8 = -8,
        U8 = 200,
        I16 = -16,
        U16 = 60_000,
        I32 = int.MinValue,
        U32 = uint.MaxValue,
        I64 = long.MinValue,
        U64 = ulong.MaxValue,
        F32 = 1.5f,
        F64 = Math.PI,
        Maybe = -0.5,
        Price = 12.3400m,
        At = new(2026, 11, 21, 14, 0, 0, 123, TimeSpan.Zero),
        MaybeAt = DateTimeOffset.UnixEpoch.AddYears(-1),
        Day = new(1969, 12, 31),
        Took = TimeSpan.FromSeconds(-1.5),
        Id = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"),
        Bytes = [1, 2, 255],
        Kind = Kind.Hot,
        MaybeKind = Kind.None,
        Inner = new(1, "x"),
        MaybeInner = new(2, null),
        Numbers = [1, 2, 3],
        Names = ["a", null, "c"],
        Inners = [new(3, "y"), new(4, null)],
        Maybes = [1.5, null],
    };

    [Fact]
    public void Every_type_comes_back_as_it_went() => AssertRoundTrip(Full, new Everything(), Full, Full with { Names = [], Inners = [] });

    [Fact]
    public void Positional_records_come_back_by_their_constructor() =>
        AssertRoundTrip(new Positional("a", 1, DateTimeOffset.UnixEpoch) { More = 3 }, new Positional("b", null, default) { More = -1 });

    [Fact]
    public void Anonymous_rows_come_back()
    {
        var row = new { Name = (string?)null, Count = 3L };
        var type = RowType.Of(row.GetType());
        var batch = new ColumnBatch(type.Schema);
        RowWriter.For(type).AppendObject(batch, row);
        Assert.Equal(row, RowReader.For(type).ReadObject(batch, 0));
    }

    [Fact]
    public void Time_is_cut_to_microseconds_and_utc()
    {
        var at = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)).AddTicks(19);
        var back = Assert.Single(RoundTrip(new Positional("a", 1, at)));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(10), back.At);
        Assert.Equal(TimeSpan.Zero, back.At.Offset);
    }

    [Fact]
    public void A_parameter_that_is_no_column_gets_its_default() =>
        Assert.Equal(5, Assert.Single(RoundTrip(new WithIgnored(1, 9))).Hidden);

    [Theory]
    [InlineData("text")]
    [InlineData("bytes")]
    [InlineData("inner")]
    [InlineData("inners")]
    public void A_null_where_the_column_takes_none_is_refused_and_leaves_the_batch_as_it_was(string column)
    {
        var bad = Full with { };
        switch (column)
        {
            case "text": bad.Text = null!; break;
            case "bytes": bad.Bytes = null!; break;
            case "inner": bad.Inner = null!; break;
            default: bad.Inners = [new(1, ""), null!]; break;
        }

        var batch = new ColumnBatch(RowType.Of<Everything>().Schema);
        var writer = RowWriter.For<Everything>();
        writer.Append(batch, Full);
        var fault = Assert.Throws<StreamFaultException>(() => writer.Append(batch, bad));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains($"Everything.{column}", fault.Problem, StringComparison.OrdinalIgnoreCase);
        writer.Append(batch, new Everything());
        writer.Append(batch, Full);
        AssertSame([Full, new Everything(), Full], ReadAll<Everything>(batch));
    }

    [Fact]
    public void A_null_row_is_refused()
    {
        var batch = new ColumnBatch(RowType.Of<Positional>().Schema);
        Assert.Throws<StreamFaultException>(() => RowWriter.For<Positional>().Append(batch, null!));
        Assert.Equal(0, batch.RowCount);
    }

    [Fact]
    public void Enums_are_their_integer()
    {
        Assert.Equal((byte)7, ScalarTypes.ToStored(Kind.Hot));
        Assert.True(ScalarTypes.TryGet(typeof(Kind?), out var type));
        Assert.Equal(DataType.UInt8, type);
    }

    [Fact]
    public void Columns_behind_those_of_the_row_do_not_matter()
    {
        var type = RowType.Of<Positional>();
        var batch = new ColumnBatch(new RowSchema([.. type.Schema.Fields, new Field("$key", DataType.String)]));
        RowWriter.For<Positional>().Append(batch, new Positional("a", 1, default));
        ((BinaryColumn)batch.Columns[^1]).Append("k"u8);
        Assert.Equal("a", RowReader.For<Positional>().Read(batch, 0).Name);
    }

    private static void AssertRoundTrip<T>(params T[] rows)
        where T : class => AssertSame(rows, RoundTrip(rows));

    private static void AssertSame<T>(IEnumerable<T> expected, IEnumerable<T> actual) =>
        Assert.Equal(expected.Select(row => JsonSerializer.Serialize(row)), actual.Select(row => JsonSerializer.Serialize(row)));

    private static List<T> RoundTrip<T>(params T[] rows)
        where T : class
    {
        var batch = new ColumnBatch(RowType.Of<T>().Schema);
        foreach (var row in rows)
            RowWriter.For<T>().Append(batch, row);
        Assert.Equal(rows.Length, batch.RowCount);
        return ReadAll<T>(batch);
    }

    private static List<T> ReadAll<T>(ColumnBatch batch)
        where T : class => [.. Enumerable.Range(0, batch.RowCount).Select(row => RowReader.For<T>().Read(batch, row))];

    internal sealed record Positional(string Name, int? Count, DateTimeOffset At)
    {
        public int More { get; set; }
    }

    internal sealed record WithIgnored(int A, [property: System.Text.Json.Serialization.JsonIgnore] int Hidden = 5);
}
