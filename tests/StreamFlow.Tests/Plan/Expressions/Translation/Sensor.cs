using System.Linq.Expressions;
using System.Text.Json.Serialization;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Expressions.Translation;

namespace StreamFlow.Tests.Plan.Expressions.Translation;

/// <summary>The row of the translator's tests.</summary>
internal sealed record Sensor(string Id, double Value, int Count)
{
    public string? Note { get; init; }
    public double? Maybe { get; init; }
    public int? MaybeCount { get; init; }
    public bool Flag { get; init; }
    public bool? MaybeFlag { get; init; }
    public byte Small { get; init; }
    public short Short { get; init; }
    public long Long { get; init; }
    public ulong Big { get; init; }
    public float Single { get; init; }
    public decimal Price { get; init; }
    public decimal? MaybePrice { get; init; }
    public long? MaybeLong { get; init; }
    public DateTimeOffset Ts { get; init; }
    public DateTimeOffset? MaybeTs { get; init; }
    public DateOnly Day { get; init; }
    public TimeSpan Took { get; init; }
    public Guid Guid { get; init; }
    public byte[] Blob { get; init; } = [];
    public Level Level { get; init; }
    public Level? MaybeLevel { get; init; }
    public Place Place { get; init; } = new("", null);
    public Place? MaybePlace { get; init; }
    public string[] Tags { get; init; } = [];
    public List<int>? Numbers { get; init; }
    public double Fahrenheit => (Value * 1.8) + 32;
    public double Scaled() => Value * 2;
    [JsonIgnore]
    public int Ignored { get; set; }

    public static string Text<T>(Expression<Func<Sensor, T>> lambda) => ScalarTranslator.Translate(lambda, RowType.Of<Sensor>()).ToString();

    public static void AssertText<T>(string expected, Expression<Func<Sensor, T>> lambda) => Assert.Equal(expected, Text(lambda));

    public static void AssertRefused<T>(Expression<Func<Sensor, T>> lambda, string text, string wayOut)
    {
        var fault = Assert.Throws<StreamFaultException>(() => Text(lambda));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains(text, fault.Problem, StringComparison.Ordinal);
        Assert.Contains(wayOut, fault.WayOut, StringComparison.Ordinal);
    }
}

internal sealed record Place(string City, int? Zip)
{
    public bool IsKnown => Zip is not null;
}

internal enum Level : byte
{
    Low,
    High = 5,
}
