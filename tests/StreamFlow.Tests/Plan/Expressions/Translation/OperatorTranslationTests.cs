using System.Linq.Expressions;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Expressions.Translation;
using static StreamFlow.Tests.Plan.Expressions.Translation.Sensor;

namespace StreamFlow.Tests.Plan.Expressions.Translation;

public sealed class OperatorTranslationTests
{
    [Fact]
    public void Arithmetic_is_of_one_type()
    {
        AssertText("(value + 1)", r => r.Value + 1);
        AssertText("(value * cast(count as double))", r => r.Value * r.Count);
        AssertText("(count / 2)", r => r.Count / 2);
        AssertText("(count % 2)", r => r.Count % 2);
        AssertText("(cast(small as int32) + cast(short as int32))", r => r.Small + r.Short);
        AssertText("(price * cast(count as decimal))", r => r.Price * r.Count);
        AssertText("(maybe - value)", r => r.Maybe - r.Value);
        AssertText("-(value)", r => -r.Value);
        AssertText("(single + cast(long as float))", r => r.Single + r.Long);
    }

    [Fact]
    public void Arithmetic_on_null_may_be_null()
    {
        Assert.True(IsNullable(r => r.Maybe + 1));
        Assert.False(IsNullable(r => r.Value + 1));
        Assert.False(IsNullable(r => r.Maybe > 1));
        Assert.True(IsNullable(r => r.Flag ? r.Value : r.Maybe));

        static bool IsNullable<T>(Expression<Func<Sensor, T>> lambda) => ScalarTranslator.Translate(lambda, RowType.Of<Sensor>()).Nullable;
    }

    [Fact]
    public void Comparisons_follow_the_types()
    {
        AssertText("(value > 5)", r => r.Value > 5);
        AssertText("(value <= 5)", r => r.Value <= 5);
        AssertText("(cast(count as double) < value)", r => r.Count < r.Value);
        AssertText("(maybe >= value)", r => r.Maybe >= r.Value);
        AssertText("(id = 'it''s')", r => r.Id == "it's");
        AssertText("(id <> note)", r => r.Id != r.Note);
        AssertText("(maybeFlag = true)", r => r.MaybeFlag == true);
        AssertText("(ts < maybeTs)", r => r.Ts < r.MaybeTs);
        AssertText("(took > 1500000:duration)", r => r.Took > TimeSpan.FromSeconds(1.5));
        AssertText("(day = 0:date)", r => r.Day == new DateOnly(1970, 1, 1));
        AssertText("(guid <> 00000000-0000-0000-0000-000000000000:guid)", r => r.Guid != Guid.Empty);
        AssertText("(place = maybePlace)", r => r.Place == r.MaybePlace);
        AssertText("(id = note)", r => r.Id.Equals(r.Note));
        AssertText("(maybe = 2)", r => r.Maybe.Equals(2.0));
        AssertText("(id = note)", r => Equals(r.Id, r.Note));
    }

    [Fact]
    public void Null_is_asked_for()
    {
        AssertText("(note is null)", r => r.Note == null);
        AssertText("not ((maybe is null))", r => r.Maybe != null);
        AssertText("(maybePlace is null)", r => null == r.MaybePlace);
        string? nothing = null;
        AssertText("(note is null)", r => r.Note == nothing);
    }

    [Fact]
    public void Enums_are_their_integers()
    {
        AssertText("(cast(level as int32) = 5)", r => r.Level == Level.High);
        AssertText("(cast(maybeLevel as int32) = 5)", r => r.MaybeLevel == Level.High);
        AssertText("cast(level as int32)", r => (int)r.Level);
        AssertText("level", r => (byte)r.Level);
        AssertText("(level in (0:uint8, 5:uint8))", r => new[] { Level.High, Level.Low }.Contains(r.Level));
        AssertText("(day_of_week(ts) = 1)", r => r.Ts.DayOfWeek == DayOfWeek.Monday);
    }

    [Fact]
    public void Logic_and_choice()
    {
        AssertText("((flag and (value > 1)) or not (flag))", r => (r.Flag && r.Value > 1) || !r.Flag);
        AssertText("(flag and maybeFlag)", r => r.Flag & r.MaybeFlag);
        AssertText("(flag <> (value > 1))", r => r.Flag ^ (r.Value > 1));
        AssertText("if(flag, value, 0)", r => r.Flag ? r.Value : 0);
        AssertText("if(flag, value, null)", r => r.Flag ? r.Value : (double?)null);
        AssertText("if((maybePlace is null), null, require(maybePlace).city)", r => r.MaybePlace == null ? null : r.MaybePlace.City);
        AssertText("flag", r => !!r.Flag);
    }

    [Fact]
    public void Null_gets_another_value()
    {
        AssertText("coalesce(maybe, 0)", r => r.Maybe ?? 0);
        AssertText("coalesce(note, id)", r => r.Note ?? r.Id);
        AssertText("coalesce(cast(maybeCount as double), 0.5)", r => r.MaybeCount ?? 0.5);
        AssertText("coalesce(maybe, 0)", r => r.Maybe.GetValueOrDefault());
        AssertText("coalesce(maybe, value)", r => r.Maybe.GetValueOrDefault(r.Value));
        AssertText("require(maybe)", r => r.Maybe!.Value);
        AssertText("require(maybe)", r => (double)r.Maybe!);
        AssertText("not ((maybe is null))", r => r.Maybe.HasValue);
    }

    [Fact]
    public void Conversions_are_those_of_the_compiler()
    {
        AssertText("cast(value as int32)", r => (int)r.Value);
        AssertText("checked_cast(value as int32)", r => checked((int)r.Value));
        AssertText("cast(count as decimal)", r => (decimal)r.Count);
        AssertText("cast(value as decimal)", r => (decimal)r.Value);
        AssertText("cast(price as double)", r => (double)r.Price);
        AssertText("value", r => (double?)r.Value);
        AssertText("value", r => (object)r.Value);
        AssertText("cast(maybeCount as double)", r => (double?)r.MaybeCount);
    }

    [Fact]
    public void Nested_rows_are_walked()
    {
        AssertText("place.city", r => r.Place.City);
        AssertText("require(maybePlace).zip", r => r.MaybePlace!.Zip);
        AssertText("length(place.city)", r => r.Place.City.Length);
        AssertText("id", r => new { r.Id, r.Value }.Id);
    }

    [Fact]
    public void Captured_variables_and_everything_without_the_row_are_constants()
    {
        var limit = 3;
        var settings = new { Factor = 1.5, Start = new DateTimeOffset(1970, 1, 1, 0, 0, 1, TimeSpan.Zero) };
        AssertText("(count > 4)", r => r.Count > limit + 1);
        AssertText("(value * 3)", r => r.Value * (settings.Factor * Math.Sqrt(4)));
        AssertText("(ts >= 1000000:timestamp)", r => r.Ts >= settings.Start);
        AssertText("(id = 'a')", r => r.Id == " a ".Trim());
    }

    [Fact]
    public void Values_are_searched_for_in_collections()
    {
        string[] ids = ["b", "a", "a"];
        var set = new HashSet<string>(["x"]);
        List<int> counts = [2, 1];
        int?[] some = [null, 1];
        AssertText("(id in ('a', 'b'))", r => ids.Contains(r.Id));
        AssertText("(id in ('a', 'b'))", r => ids.AsEnumerable().Contains(r.Id));
        AssertText("(id in ('x'))", r => set.Contains(r.Id));
        AssertText("(count in (1, 2))", r => counts.Contains(r.Count));
        AssertText("(maybeCount in (1, null))", r => some.Contains(r.MaybeCount));
        AssertText("list_contains(tags, id)", r => r.Tags.Contains(r.Id));
        AssertText("list_contains(require(numbers), 3)", r => r.Numbers!.Contains(3));
    }

    [Fact]
    public void Times_are_computed_with()
    {
        AssertText("(ts - 60000000:duration)", r => r.Ts - TimeSpan.FromMinutes(1));
        AssertText("(ts - maybeTs)", r => r.Ts - r.MaybeTs);
        AssertText("(took + took)", r => r.Took + r.Took);
        AssertText("-(took)", r => -r.Took);
        AssertText("(ts + 86400000000:duration)", r => r.Ts.AddDays(1));
        AssertText("(ts + duration_from_hours(value))", r => r.Ts.AddHours(r.Value));
        AssertText("(ts + took)", r => r.Ts.Add(r.Took));
        AssertText("(ts - ts)", r => r.Ts.Subtract(r.Ts));
        AssertText("ts", r => r.Ts.ToUniversalTime());
    }
}
