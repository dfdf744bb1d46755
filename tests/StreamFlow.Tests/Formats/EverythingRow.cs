using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamFlow.Data;

namespace StreamFlow.Tests.Formats;

/// <summary>A row type with every type that JSON carries: the oracle's side.</summary>
internal sealed record EverythingRow(string Name, long Id, int? Maybe)
{
    public double X { get; set; }
    public double? Y { get; set; }
    public float F { get; set; }
    public decimal Price { get; set; }
    public bool Flag { get; set; }
    public sbyte I8 { get; set; }
    public byte U8 { get; set; }
    public short I16 { get; set; }
    public ushort U16 { get; set; }
    public uint U32 { get; set; }
    public ulong U64 { get; set; }
    public DateTimeOffset At { get; set; }
    [JsonConverter(typeof(EpochConverter))]
    public DateTimeOffset Ts { get; set; }
    public DateOnly Day { get; set; }
    public TimeSpan Took { get; set; }
    public Guid Uid { get; set; }
    public byte[]? Blob { get; set; }
    public string? Note { get; set; }
    public string Größe { get; set; } = null!;
    public NestedRow? Inner { get; set; }
    public NestedRow Always { get; set; } = null!;
    public List<int>? Numbers { get; set; }
    public string[] Tags { get; set; } = null!;
    public List<NestedRow>? Many { get; set; }

    public static RowSchema Schema { get; } = new([
        new Field("name", DataType.String) { Required = true },
        new Field("id", DataType.Int64) { Required = true },
        new Field("maybe", DataType.Int32) { Required = true, Nullable = true },
        new Field("x", DataType.Double),
        new Field("y", DataType.Double) { Nullable = true },
        new Field("f", DataType.Float),
        new Field("price", DataType.Decimal),
        new Field("flag", DataType.Boolean),
        new Field("i8", DataType.Int8),
        new Field("u8", DataType.UInt8),
        new Field("i16", DataType.Int16),
        new Field("u16", DataType.UInt16),
        new Field("u32", DataType.UInt32),
        new Field("u64", DataType.UInt64),
        new Field("at", DataType.Timestamp),
        new Field("ts", DataType.Timestamp) { EpochMilliseconds = true },
        new Field("day", DataType.Date),
        new Field("took", DataType.Duration),
        new Field("uid", DataType.Guid),
        new Field("blob", DataType.Binary) { Nullable = true },
        new Field("note", DataType.String) { Nullable = true },
        new Field("größe", DataType.String),
        new Field("inner", NestedRow.Type) { Nullable = true },
        new Field("always", NestedRow.Type),
        new Field("numbers", DataType.List(DataType.Int32, itemNullable: false)) { Nullable = true },
        new Field("tags", DataType.List(DataType.String, itemNullable: false)),
        new Field("many", DataType.List(NestedRow.Type, itemNullable: false)) { Nullable = true },
    ]);
}

internal sealed record NestedRow(int A)
{
    public string? B { get; set; }
    public double? C { get; set; }

    public static DataType Type { get; } = DataType.Struct([
        new Field("a", DataType.Int32) { Required = true },
        new Field("b", DataType.String) { Nullable = true },
        new Field("c", DataType.Double) { Nullable = true },
    ]);
}

internal sealed class EpochConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeMilliseconds(JsonSerializer.Deserialize<long>(ref reader, JsonSerializerOptions.Web));

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}

/// <summary>The one thing that the format refuses and JsonSerializer takes: numbers too large to be one.</summary>
internal sealed class FiniteConverter<T> : JsonConverter<T>
    where T : struct, IFloatingPoint<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonSerializer.Deserialize<T>(ref reader, JsonSerializerOptions.Web);
        return T.IsFinite(value) ? value : throw new JsonException("not finite");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value);
}
