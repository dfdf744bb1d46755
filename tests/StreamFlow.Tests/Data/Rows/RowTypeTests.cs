using System.Text.Json.Serialization;
using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Tests.Data.Rows;

public sealed class RowTypeTests
{
    [Fact]
    public void Every_supported_type_has_its_column() =>
        Assert.Equal(
            "(text: string, note: string?, flag: boolean, i8: int8, u8: uint8, i16: int16, u16: uint16, i32: int32, u32: uint32, i64: int64, u64: uint64, "
            + "f32: float, f64: double, maybe: double?, price: decimal, at: timestamp, maybeAt: timestamp?, day: date, took: duration, id: guid, bytes: binary, "
            + "kind: uint8, maybeKind: uint8?, inner: struct<a: int32, b: string?>, maybeInner: struct<a: int32, b: string?>?, numbers: list<int32>, names: list<string?>?, "
            + "inners: list<struct<a: int32, b: string?>>, maybes: list<double?>)",
            RowType.Of<Everything>().Schema.ToString());

    [Fact]
    public void A_row_type_is_made_once()
    {
        var type = typeof(Everything);
        Assert.Same(RowType.Of(type), RowType.Of<Everything>());
    }

    [Fact]
    public void Names_are_those_of_the_json_web_defaults()
    {
        var schema = RowType.Of<Named>().Schema;
        Assert.Equal("(deviceId: string, ioCount: int32, the-name: int32)", schema.ToString());
    }

    [Fact]
    public void Columns_are_settable_properties_and_those_of_constructor_parameters()
    {
        var type = RowType.Of<Mixed>();
        Assert.Equal("(id: int64, name: string, extra: int32, basic: int32)", type.Schema.ToString());
        Assert.Equal(-1, type.IndexOf(nameof(Mixed.Computed)));
        Assert.Equal(-1, type.IndexOf(nameof(Mixed.Ignored)));
        Assert.Equal(2, type.IndexOf(nameof(Mixed.Extra)));
    }

    [Fact]
    public void Required_is_what_the_constructor_or_the_declaration_asks_for()
    {
        var required = RowType.Of<Requirements>().Schema.Fields.Where(field => field.Required).Select(field => field.Name);
        Assert.Equal(["a", "c", "d", "never"], required);
    }

    [Fact]
    public void What_a_record_lacks_is_what_the_constructor_leaves_there()
    {
        var schema = RowType.Of<Requirements>().Schema;
        Assert.Equal(7, schema[schema.IndexOf("b")].Default);
        Assert.Equal("-", schema[schema.IndexOf("text")].Default);
        Assert.Equal(60_000_000L, schema[schema.IndexOf("wait")].Default);
        Assert.Null(schema[schema.IndexOf("note")].Default);
    }

    [Fact]
    public void Attributes_on_properties_and_parameters_say_how_a_column_travels()
    {
        var fields = RowType.Of<Travelling>().Schema.Fields;
        Assert.True(fields[0].EpochMilliseconds);
        Assert.Equal(RecordPart.Key, fields[1].Part);
        Assert.Equal(RecordPart.Timestamp, fields[2].Part);
        Assert.Equal((RecordPart.Header, "trace"), (fields[3].Part, fields[3].HeaderName));
    }

    [Fact]
    public void What_an_anonymous_type_does_not_say_about_null_can_be_said()
    {
        var type = RowType.Of(new { Name = "a", Count = 1 }.GetType());
        Assert.Equal("(name: string?, count: int32)", type.Schema.ToString());
        Assert.Equal([false, true], type.Members.Select(member => member.NullabilityKnown));
        Assert.Equal("(name: string, count: int32)", type.WithValues([(DataType.String, false), (DataType.Int32, true)]).Schema.ToString());
    }

    [Fact]
    public void A_row_inside_a_generic_row_is_not_null_unless_it_says_so() =>
        Assert.False(RowType.Of<LateRow<Named>>().Schema[0].Nullable);

    [Theory]
    [InlineData(typeof(WithDateTime), "WithDateTime.Ts is of type DateTime", "use DateTimeOffset")]
    [InlineData(typeof(WithObject), "WithObject.Anything is of type object", "declare a class")]
    [InlineData(typeof(WithDictionary), "WithDictionary.Tags is of type Dictionary<string, string>", "an array of a class")]
    [InlineData(typeof(WithStruct), "WithStruct.Pair is of type ValueTuple<int, int>", "record class")]
    [InlineData(typeof(WithNestedDateTime), "WithDateTime.Ts is of type DateTime", "use DateTimeOffset")]
    [InlineData(typeof(WithEnumConverter), "WithEnumConverter.Kind has a [JsonConverter]", "convert it in a .Map")]
    [InlineData(typeof(WithWrongMark), "WithWrongMark.Count is marked [EpochMilliseconds]", "make it a DateTimeOffset")]
    [InlineData(typeof(Recursive), "holds itself, by Recursive → Recursive", "[JsonIgnore]")]
    [InlineData(typeof(SameNames), "A and B would both be the column 'a'", "rename one")]
    [InlineData(typeof(TwoConstructors), "several constructors", "[JsonConstructor]")]
    [InlineData(typeof(LostParameter), "parameter 'other' has no property", "add the property")]
    [InlineData(typeof(Dollar), "names that begin with '$'", "another [JsonPropertyName]")]
    [InlineData(typeof(Empty), "has no columns", "settable")]
    [InlineData(typeof(string), "string cannot be a row", "record Row(string Value)")]
    [InlineData(typeof(double?), "double? cannot be a row", "record Row(double? Value)")]
    [InlineData(typeof(Named[]), "Named[] cannot be a row", "property of a class")]
    [InlineData(typeof(IDisposable), "IDisposable cannot be a row", "neither abstract nor an interface")]
    public void What_cannot_be_a_row_is_named_with_the_way_out(Type type, string problem, string wayOut)
    {
        var fault = Assert.Throws<StreamFaultException>(() => RowType.Of(type));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.Contains(wayOut, fault.WayOut, StringComparison.Ordinal);
    }

    internal sealed class Named
    {
        public string DeviceId { get; set; } = "";
        public int IOCount { get; set; }
        [JsonPropertyName("the-name")]
        public int Other { get; set; }
    }

    internal class Basis
    {
        public int Basic { get; set; }
        public virtual int Extra { get; set; }
    }

    internal sealed class Mixed(long id, string NAME) : Basis
    {
        public static int Shared { get; set; }
        public long Id { get; } = id;
        public string Name { get; } = NAME;
        public override int Extra { get; set; }
        public int Computed => Extra + 1;
        public int ReadOnly { get; } = 3;
        public int Private { get; private set; }
        [JsonIgnore]
        public int Ignored { get; set; }
        public int this[int index] => index;
    }

    internal sealed record Requirements(int A, int B = 7)
    {
        public required int? C { get; init; }
        [JsonRequired]
        public int D { get; set; }
        public int Plain { get; set; }
        public string? Note { get; set; }
        public string Text { get; set; } = "-";
        public string Never { get; set; } = null!;
        public TimeSpan Wait { get; set; } = TimeSpan.FromMinutes(1);
        public int[] Items { get; set; } = [];
    }

    internal sealed record Travelling([EpochMilliseconds] DateTimeOffset Ts, [RecordKey] string? Key)
    {
        [RecordTimestamp]
        public DateTimeOffset At { get; init; }
        [RecordHeader("trace")]
        public byte[]? Trace { get; init; }
    }

    internal sealed record WithDateTime(DateTime Ts);
    internal sealed record WithObject(object Anything);
    internal sealed record WithDictionary(Dictionary<string, string> Tags);
    internal sealed record WithStruct((int, int) Pair);
    internal sealed record WithNestedDateTime(WithDateTime[] Inner);
    internal sealed record WithEnumConverter([property: JsonConverter(typeof(JsonStringEnumConverter))] DayOfWeek Kind);
    internal sealed record WithWrongMark([EpochMilliseconds] long Count);
    internal sealed record Recursive(int Depth, Recursive? Next);
    internal sealed record SameNames(int A, [property: JsonPropertyName("a")] int B);
    internal sealed record Dollar([property: JsonPropertyName("$key")] int Key);
    internal sealed class Empty;

    internal sealed class TwoConstructors
    {
        public TwoConstructors(int a) => A = a;
        public TwoConstructors(string a) => A = a.Length;
        public int A { get; }
    }

    internal sealed class LostParameter(int a, int other)
    {
        public int A { get; } = a + other;
    }
}
