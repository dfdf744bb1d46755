using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Expressions.Translation;

namespace StreamFlow.Tests.Plan.Expressions.Translation;

/// <summary>What a lambda gives over columns is what the same lambda, compiled by C#, gives over the rows.</summary>
public sealed class LambdaOracleTests
{
    private static readonly Sensor[] Rows =
    [
        new("alpha", 1.5, 3)
        {
            Note = "x-ray", Maybe = -2.25, MaybeCount = 7, Flag = true, MaybeFlag = true, Small = 200, Short = -7, Long = 1_700_000_000_123, Big = ulong.MaxValue,
            Single = 0.1f, Price = 12.345m, MaybePrice = 1m, MaybeLong = long.MinValue, Ts = new(2026, 2, 28, 23, 59, 59, 999, TimeSpan.Zero), Day = new(2024, 2, 29),
            MaybeTs = DateTimeOffset.UnixEpoch, Took = TimeSpan.FromSeconds(90.5), Guid = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"), Blob = [1, 2, 3],
            Level = Level.High, MaybeLevel = Level.Low, Place = new("Bern", 3000), MaybePlace = new("Thun", null), Tags = ["a", "alpha"], Numbers = [3, 1],
        },
        new(" Grün€𝄞 ", -0.5, -4) { MaybeFlag = false, Ts = new(1969, 12, 31, 23, 0, 0, TimeSpan.Zero), Day = new(1969, 12, 31), Took = -TimeSpan.FromHours(30), Long = -1, Tags = [""] },
        new("x", double.MaxValue, int.MaxValue) { Note = "", Day = new(2000, 12, 31), Short = short.MinValue, Price = -2.5m, Ts = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), Single = -1e10f },
    ];

    [Fact]
    public void Arithmetic()
    {
        AssertSame(r => (r.Value * 2) + r.Count - r.Single);
        AssertSame(r => r.Count * 2);
        AssertSame(r => (r.Small + r.Short) % 7);
        AssertSame(r => r.Price * r.Count / 3);
        AssertSame(r => r.Maybe - r.Value);
        AssertSame(r => -r.Long + r.MaybeCount);
        AssertSame(r => (int)r.Single);
        AssertSame(r => (decimal)r.Count + r.Small);
        AssertSame(r => (byte)r.Count);
        AssertSame(r => (double?)r.MaybeCount / 2);
    }

    [Fact]
    public void Logic_and_null()
    {
        AssertSame(r => r.Flag && r.Value > 1 || !r.Flag);
        AssertSame(r => r.Flag & r.MaybeFlag);
        AssertSame(r => r.Maybe > 0 ? "up" : r.Note);
        AssertSame(r => r.Maybe == null);
        AssertSame(r => r.MaybeCount == 7);
        AssertSame(r => !(r.MaybeCount > 7));
        AssertSame(r => r.MaybeFlag != true);
        AssertSame(r => r.Note ?? r.Id);
        AssertSame(r => r.MaybeCount ?? 0.5);
        AssertSame(r => r.MaybePlace == null ? null : r.MaybePlace.City);
        AssertSame(r => r.MaybeTs == null ? (int?)null : r.MaybeTs.Value.Year);
        AssertSame(r => r.Level == Level.High ? r.MaybeLevel : r.Level);
        AssertSame(r => r.MaybeLevel == Level.Low);
        AssertSame(r => new[] { Level.High }.Contains(r.Level));
        AssertSame(r => new int?[] { null, 7 }.Contains(r.MaybeCount));
        AssertSame(r => r.Place == r.MaybePlace);
        AssertSame(r => (r.Flag ? r.Place : new Place(r.Id, r.Count)).City);
    }

    [Fact]
    public void Text()
    {
        AssertSame(r => r.Id.Length);
        AssertSame(r => r.Id.Trim().ToUpperInvariant() + "-" + r.Note + r.Count + r.Maybe + r.Flag + r.Price + r.Guid);
        AssertSame(r => $"{r.Value}/{r.Single}");
        AssertSame(r => r.Id.IndexOf('l'));
        AssertSame(r => r.Id.Substring(1).Replace("l", "LL"));
        AssertSame(r => string.IsNullOrEmpty(r.Note));
        AssertSame(r => r.Id.StartsWith("AL", StringComparison.OrdinalIgnoreCase));
        AssertSame(r => r.Id.Equals(r.Note) || string.Equals(r.Id, "X", StringComparison.OrdinalIgnoreCase));
        AssertSame(r => Math.Sign(1) * (string.CompareOrdinal(r.Id, r.Note) > 0 ? 1 : 0));
        AssertSame(r => r.Value.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Numbers()
    {
        AssertSame(r => Math.Abs(r.Price) + Math.Round(r.Price, 2) + Math.Round(r.Price, 0, MidpointRounding.AwayFromZero) + Math.Floor(r.Price));
        AssertSame(r => Math.Min(r.Value, r.Count) + Math.Max(r.Value, 0) + Math.Ceiling(r.Single));
        AssertSame(r => Math.Sqrt(r.Value) + Math.Exp(-Math.Abs(r.Value)));
        AssertSame(r => Math.Log(Math.Abs(r.Value), 2));
    }

    [Fact]
    public void Times()
    {
        AssertSame(r => (r.Ts.Year * 10_000) + (r.Ts.Month * 100) + r.Ts.Day + r.Ts.DayOfYear);
        AssertSame(r => r.Ts.DayOfWeek);
        AssertSame(r => r.Day.AddMonths(-1).AddYears(1).AddDays(r.Short / 10));
        AssertSame(r => r.Ts.AddHours(r.Value < 100 ? r.Value : 0).AddDays(-0.5) - TimeSpan.FromMinutes(1));
        AssertSame(r => r.Ts.AddMonths(1));
        AssertSame(r => (r.Ts - DateTimeOffset.UnixEpoch).TotalSeconds);
        AssertSame(r => r.Ts - r.MaybeTs);
        AssertSame(r => r.Ts.TimeOfDay + r.Took.Duration());
        AssertSame(r => DateOnly.FromDateTime(r.Ts.UtcDateTime));
        AssertSame(r => DateTimeOffset.FromUnixTimeMilliseconds(r.Long).ToUnixTimeSeconds());
        AssertSame(r => TimeSpan.FromSeconds(r.Count) > r.Took);
        AssertSame(r => r.Ts.Hour + r.Ts.Minute + r.Ts.Second + r.Ts.Millisecond);
    }

    [Fact]
    public void Lists_and_nested_rows()
    {
        AssertSame(r => r.Tags.Contains(r.Id));
        AssertSame(r => r.Tags.Length + r.Blob.Length);
        AssertSame(r => r.Tags.Length > 0 ? r.Tags[0] : null);
        AssertSame(r => r.Numbers == null ? 0 : r.Numbers.Count);
        AssertSame(r => new { r.Id, Inner = new { r.Maybe, r.Tags }, r.Place, r.MaybePlace });
        AssertSame(r => r);
    }

    [Fact]
    public void A_required_value_that_is_missing_is_an_error_of_the_row()
    {
        var fault = Assert.Throws<StreamFaultException>(() => OverColumns(r => new { V = r.Maybe!.Value }));
        Assert.Contains("r.Maybe", fault.Message, StringComparison.Ordinal);
    }

    private static void AssertSame<T>(Expression<Func<Sensor, T>> value)
    {
        var holder = new { Value = default(T) };
        AssertSame(holder, value);
    }

    private static void AssertSame<THolder, T>(THolder _, Expression<Func<Sensor, T>> value)
        where THolder : class
    {
        var body = Expression.New(typeof(THolder).GetConstructors()[0], [value.Body], typeof(THolder).GetProperty("Value")!);
        var lambda = Expression.Lambda<Func<Sensor, THolder>>(body, value.Parameters);
        Assert.Equal(Rows.Select(lambda.Compile()).Select(row => Json(row)), OverColumns(lambda).Select(row => Json(row)));
    }

    private static string Json<T>(T row) => JsonSerializer.Serialize(row, NonFinite);

    private static readonly JsonSerializerOptions NonFinite = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static List<TOut> OverColumns<TOut>(Expression<Func<Sensor, TOut>> lambda)
        where TOut : class
    {
        var input = RowType.Of<Sensor>();
        var batch = new ColumnBatch(input.Schema);
        foreach (var row in Rows)
            RowWriter.For<Sensor>().Append(batch, row);
        var (columns, output) = ScalarTranslator.TranslateProjection(lambda, input);
        var result = new Projection(columns).Evaluate(batch);
        return [.. Enumerable.Range(0, result.RowCount).Select(row => (TOut)RowReader.For(output).ReadObject(result, row))];
    }
}
