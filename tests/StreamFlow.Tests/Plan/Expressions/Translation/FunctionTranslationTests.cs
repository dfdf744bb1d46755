using System.Globalization;
using static StreamFlow.Tests.Plan.Expressions.Translation.Sensor;

namespace StreamFlow.Tests.Plan.Expressions.Translation;

public sealed class FunctionTranslationTests
{
    [Fact]
    public void Text()
    {
        AssertText("length(id)", r => r.Id.Length);
        AssertText("length(require(note))", r => r.Note!.Length);
        AssertText("upper(id)", r => r.Id.ToUpperInvariant());
        AssertText("lower(trim(id))", r => r.Id.Trim().ToLowerInvariant());
        AssertText("trim_end(trim_start(id))", r => r.Id.TrimStart().TrimEnd());
        AssertText("substring(id, 1)", r => r.Id.Substring(1));
        AssertText("substring(id, 1, count)", r => r.Id.Substring(1, r.Count));
        AssertText("replace(id, 'a', 'b')", r => r.Id.Replace("a", "b"));
        AssertText("replace(id, 'a', 'b')", r => r.Id.Replace("a", "b", StringComparison.Ordinal));
        AssertText("replace(id, 'a', 'b')", r => r.Id.Replace('a', 'b'));
        AssertText("is_null_or_empty(note)", r => string.IsNullOrEmpty(r.Note));
        AssertText("is_null_or_white_space(note)", r => string.IsNullOrWhiteSpace(r.Note));
    }

    [Fact]
    public void Text_within_text()
    {
        AssertText("contains(id, 'xy')", r => r.Id.Contains("xy"));
        AssertText("contains(id, 'x')", r => r.Id.Contains('x'));
        AssertText("starts_with(id, require(note))", r => r.Id.StartsWith(r.Note!));
        AssertText("starts_with(id, 'xy')", r => r.Id.StartsWith("xy", StringComparison.Ordinal));
        AssertText("ends_with(upper(id), upper('x'))", r => r.Id.EndsWith("x", StringComparison.OrdinalIgnoreCase));
        AssertText("index_of(id, 'xy')", r => r.Id.IndexOf("xy"));
        AssertText("index_of(id, 'x')", r => r.Id.IndexOf('x'));
    }

    [Fact]
    public void Comparison_of_text()
    {
        AssertText("(compare(id, note) < 0)", r => string.Compare(r.Id, r.Note) < 0);
        AssertText("compare(id, note)", r => string.CompareOrdinal(r.Id, r.Note));
        AssertText("compare(id, 'x')", r => r.Id.CompareTo("x"));
        AssertText("(id = note)", r => string.Equals(r.Id, r.Note));
        AssertText("(id = note)", r => string.Equals(r.Id, r.Note, StringComparison.Ordinal));
        AssertText("(upper(id) = upper('x'))", r => r.Id.Equals("x", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Text_behind_text()
    {
        AssertText("concat(id, '-', note)", r => r.Id + "-" + r.Note);
        AssertText("concat(id, to_string(count))", r => r.Id + r.Count);
        AssertText("concat(id, '-', to_string(maybe), '!')", r => $"{r.Id}-{r.Maybe}!");
        AssertText("concat(id, '-', note)", r => $"{r.Id}-{r.Note}");
        AssertText("concat(id, note, id, note, id)", r => string.Concat(r.Id, r.Note, r.Id, r.Note) + r.Id);
        AssertText("concat(id, '1', to_string(guid))", r => r.Id + 1 + r.Guid);
        AssertText("concat('{', id, '}')", r => string.Format("{{{0}}}", r.Id));
    }

    [Fact]
    public void Values_as_text()
    {
        AssertText("to_string(count)", r => r.Count.ToString());
        AssertText("to_string(value)", r => r.Value.ToString(CultureInfo.InvariantCulture));
        AssertText("to_string(require(maybe))", r => r.Maybe!.Value.ToString());
        AssertText("id", r => r.Id.ToString());
        AssertText("to_string(flag)", r => r.Flag.ToString());
    }

    [Fact]
    public void Numbers()
    {
        AssertText("abs(value)", r => Math.Abs(r.Value));
        AssertText("abs(count)", r => Math.Abs(r.Count));
        AssertText("least(value, 3)", r => Math.Min(r.Value, 3));
        AssertText("greatest(cast(count as int64), long)", r => Math.Max(r.Count, r.Long));
        AssertText("round(value)", r => Math.Round(r.Value));
        AssertText("round(price, 2)", r => Math.Round(r.Price, 2));
        AssertText("round(price, 2)", r => decimal.Round(r.Price, 2));
        AssertText("round_away_from_zero(value, 1)", r => Math.Round(r.Value, 1, MidpointRounding.AwayFromZero));
        AssertText("floor(value)", r => Math.Floor(r.Value));
        AssertText("ceiling(price)", r => Math.Ceiling(r.Price));
        AssertText("truncate(value)", r => Math.Truncate(r.Value));
        AssertText("sqrt(pow(value, 2))", r => Math.Sqrt(Math.Pow(r.Value, 2)));
        AssertText("sqrt(cast(single as double))", r => Math.Sqrt(r.Single));
        AssertText("(log(value) + log(value, 2))", r => Math.Log(r.Value) + Math.Log(r.Value, 2));
        AssertText("((log10(value) + log2(value)) + exp(value))", r => Math.Log10(r.Value) + Math.Log2(r.Value) + Math.Exp(r.Value));
        AssertText("(is_nan(value) or not (is_finite(value)))", r => double.IsNaN(r.Value) || !double.IsFinite(r.Value));
    }

    [Fact]
    public void Times()
    {
        AssertText("year(ts)", r => r.Ts.Year);
        AssertText("month(day)", r => r.Day.Month);
        AssertText("(day(ts) + day_of_year(ts))", r => r.Ts.Day + r.Ts.DayOfYear);
        AssertText("(hour(ts) + minute(ts))", r => r.Ts.Hour + r.Ts.Minute);
        AssertText("(second(ts) + millisecond(ts))", r => r.Ts.Second + r.Ts.Millisecond);
        AssertText("hour(require(maybeTs))", r => r.MaybeTs!.Value.Hour);
        AssertText("time_of_day(ts)", r => r.Ts.TimeOfDay);
        AssertText("to_date(ts)", r => DateOnly.FromDateTime(r.Ts.UtcDateTime));
        AssertText("to_unix_milliseconds(ts)", r => r.Ts.ToUnixTimeMilliseconds());
        AssertText("from_unix_milliseconds(long)", r => DateTimeOffset.FromUnixTimeMilliseconds(r.Long));
        AssertText("from_unix_seconds(cast(count as int64))", r => DateTimeOffset.FromUnixTimeSeconds(r.Count));
        AssertText("add_months(ts, count)", r => r.Ts.AddMonths(r.Count));
        AssertText("add_years(add_days(day, 1), 2)", r => r.Day.AddDays(1).AddYears(2));
    }

    [Fact]
    public void Durations()
    {
        AssertText("total_seconds((ts - ts))", r => (r.Ts - r.Ts).TotalSeconds);
        AssertText("duration_from_seconds(value)", r => TimeSpan.FromSeconds(r.Value));
        AssertText("duration_from_seconds(long)", r => TimeSpan.FromSeconds(r.Long));
        AssertText("duration_from_hours(cast(count as int64))", r => TimeSpan.FromHours(r.Count));
        AssertText("duration_from_milliseconds(long)", r => TimeSpan.FromMilliseconds(r.Long));
        AssertText("abs(took)", r => r.Took.Duration());
    }

    [Fact]
    public void Lists_and_bytes()
    {
        AssertText("list_length(tags)", r => r.Tags.Length);
        AssertText("list_length(require(numbers))", r => r.Numbers!.Count);
        AssertText("list_length(tags)", r => r.Tags.Count());
        AssertText("element_at(tags, 0)", r => r.Tags[0]);
        AssertText("element_at(require(numbers), count)", r => r.Numbers![r.Count]);
        AssertText("byte_length(blob)", r => r.Blob.Length);
    }
}
