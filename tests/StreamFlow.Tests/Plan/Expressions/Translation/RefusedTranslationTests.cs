using System.Globalization;
using static StreamFlow.Tests.Plan.Expressions.Translation.Sensor;

namespace StreamFlow.Tests.Plan.Expressions.Translation;

public sealed class RefusedTranslationTests
{
    [Fact]
    public void Clocks_and_random_numbers()
    {
        var random = new Random(1);
        var clock = TimeProvider.System;
        AssertRefused(r => r.Ts < DateTimeOffset.UtcNow, "'DateTimeOffset.UtcNow'", "event time");
        AssertRefused(r => r.Ts < DateTimeOffset.UtcNow.AddDays(-1), "it is a clock", "event time");
        AssertRefused(r => r.Ts < DateTime.Now, "it is a clock", "event time");
        AssertRefused(r => r.Ts < clock.GetUtcNow(), "'clock.GetUtcNow()'", "event time");
        AssertRefused(r => r.Long < Environment.TickCount64, "it is a clock", "event time");
        AssertRefused(r => r.Value < random.NextDouble(), "'random.NextDouble()'", "NonDeterministic");
        AssertRefused(r => r.Count < Random.Shared.Next(r.Count), "random number", "NonDeterministic");
        AssertRefused(r => r.Guid == Guid.NewGuid(), "'NewGuid()'", "NonDeterministic");
    }

    [Fact]
    public void What_is_no_column()
    {
        AssertRefused(r => r.Value + r.Fahrenheit, "'r.Fahrenheit' cannot run over columns: the property is computed", "write what it computes");
        AssertRefused(r => r.Place.IsKnown, "'r.Place.IsKnown'", "write what it computes");
        AssertRefused(r => r.Ignored, "'r.Ignored'", "take the attribute away");
    }

    [Fact]
    public void Calls_that_columns_do_not_know()
    {
        AssertRefused(r => r.Scaled() + 1, "'r.Scaled()'", ".Map(…)");
        AssertRefused(r => Own(r.Value) > 1, "'Own(r.Value)' cannot run over columns: RefusedTranslationTests.Own", ".Map(…)");
        Func<double, double> captured = value => value;
        AssertRefused(r => captured(r.Value), "it calls a delegate", ".Map(…)");
        AssertRefused(r => r.Tags.Any(tag => tag == "x"), "Enumerable.Any", ".Map(…)");
        AssertRefused(r => r.Id.ToUpper(), "'r.Id.ToUpper()'", "ToUpperInvariant");
        AssertRefused(r => r.Id.ToLower(CultureInfo.InvariantCulture), "ToLower", "ToLowerInvariant");
        AssertRefused(r => r.Id[0] == 'x', "no column of characters", "StartsWith");
        AssertRefused(r => r.Id.Contains("xy", StringComparison.CurrentCulture), "not by CurrentCulture", "StringComparison.Ordinal");
        AssertRefused(r => r.Value.ToString(CultureInfo.GetCultureInfo("")) + r.Value.ToString(new NumberFormatInfo()), "invariant culture", "leave it out");
        AssertRefused(r => r.Value.ToString("0.0"), "double.ToString", ".Map(…)");
        AssertRefused(r => $"{r.Value:0.0}", "'{0:0.0}'", "leave the format out");
        AssertRefused(r => Math.Round(r.Value, MidpointRounding.ToZero), "no rounding ToZero", "Math.Truncate");
    }

    [Fact]
    public void Times_that_depend_on_a_zone()
    {
        AssertRefused(r => r.Ts.LocalDateTime.Hour, "LocalDateTime", "UTC");
        AssertRefused(r => r.Ts.Date == new DateTime(2026, 1, 1), "Date", "DateOnly.FromDateTime");
        AssertRefused(r => r.Ts > new DateTime(2026, 1, 1), "time zone", "DateTimeOffset");
        AssertRefused(r => r.Level.ToString(), "Enum.ToString", "?:");
        AssertRefused(r => r.Ts.Offset, "'r.Ts.Offset'", "UTC");
        AssertRefused(r => r.Ts.ToString() + "x", "DateTimeOffset.ToString", ".Map(…)");
        AssertRefused(r => r.Id + r.Ts, "has no text", ".Map(…)");
    }

    [Fact]
    public void Operators_that_columns_do_not_have()
    {
        AssertRefused(r => r.Count & 1, "'(r.Count & 1)'", ".Map(…)");
        AssertRefused(r => r.Count << 1, "LeftShift", ".Map(…)");
        AssertRefused(r => ~r.Count, "bits of integers", ".Map(…)");
        AssertRefused(r => checked(r.Count + 1), "wrap", "unchecked");
        AssertRefused(r => r.Took * 2, "only added and subtracted", "TotalSeconds * 2");
        AssertRefused(r => r.Blob == Array.Empty<byte>(), "by reference", ".Map(…)");
        AssertRefused(r => r.Tags == null || r.Tags == r.Tags, "by reference", ".Map(…)");
        AssertRefused(r => r.MaybeFlag ^ r.Flag, "a null has no opposite", "?? false");
        AssertRefused(r => r.Id + r.Level, "not its name", "?:");
        AssertRefused(r => new[] { r.Value, 1 }, "it makes a collection", ".Map(…)");
        AssertRefused(r => (object)r is string, "a column has one type", ".Map(…)");
    }

    [Fact]
    public void Collections_with_another_equality()
    {
        var set = new HashSet<string>(["x"], StringComparer.OrdinalIgnoreCase);
        AssertRefused(r => set.Contains(r.Id), "in its own way", "ToUpperInvariant");
        AssertRefused(r => new[] { "x" }.Contains(r.Id, StringComparer.OrdinalIgnoreCase), "own equality", "ToUpperInvariant");
    }

    [Fact]
    public void Captured_values_that_fail_or_are_no_column()
    {
        string? missing = null;
        var day = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        AssertRefused(r => r.Count > missing!.Length, "'missing.Length' does not depend on the row", "when the job is defined");
        AssertRefused(r => new { day }.day, "a DateTime does not say its offset", "DateTimeOffset");
    }

    private static double Own(double value) => value;
}
