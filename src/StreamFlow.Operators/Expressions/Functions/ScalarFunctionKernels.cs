using System.Collections.Frozen;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>The kernels of the scalar functions, by the names that plans hold: one line each.</summary>
public static class ScalarFunctionKernels
{
    private static readonly FrozenDictionary<string, ScalarFunction> Functions = new Dictionary<string, ScalarFunction>
    {
        ["concat"] = Safe(call => new ConcatEvaluator(call)),
        ["length"] = Safe(call => new TextMeasureEvaluator<TextLength>(call)),
        ["contains"] = Safe(call => new TextPredicateEvaluator<ContainsText>(call)),
        ["starts_with"] = Safe(call => new TextPredicateEvaluator<StartsWithText>(call)),
        ["ends_with"] = Safe(call => new TextPredicateEvaluator<EndsWithText>(call)),
        ["upper"] = Safe(call => new TextFunctionEvaluator<UpperText>(call)),
        ["lower"] = Safe(call => new TextFunctionEvaluator<LowerText>(call)),
        ["trim"] = Safe(call => new TextFunctionEvaluator<TrimText>(call)),
        ["trim_start"] = Safe(call => new TextFunctionEvaluator<TrimTextStart>(call)),
        ["trim_end"] = Safe(call => new TextFunctionEvaluator<TrimTextEnd>(call)),
        ["substring"] = Fallible(call => new SubstringEvaluator(call)),
        ["replace"] = Fallible(call => new ReplaceEvaluator(call)),
        ["index_of"] = Safe(call => new TextMeasureEvaluator<TextIndexOf>(call)),
        ["is_null_or_empty"] = Safe(call => new NoTextEvaluator(call, orWhiteSpace: false)),
        ["is_null_or_white_space"] = Safe(call => new NoTextEvaluator(call, orWhiteSpace: true)),
        ["compare"] = Safe(call => new CompareTextEvaluator(call)),
        ["to_string"] = Safe(ToStringCompiler.Compile),

        ["abs"] = Fallible(NumberFunctionCompiler.Compile),
        ["least"] = Safe(NumberFunctionCompiler.Compile),
        ["greatest"] = Safe(NumberFunctionCompiler.Compile),
        ["round"] = Fallible(RoundCompiler.Compile<HalfToEven>),
        ["round_away_from_zero"] = Fallible(RoundCompiler.Compile<HalfAwayFromZero>),
        ["floor"] = Safe(RoundCompiler.Compile<Down>),
        ["ceiling"] = Safe(RoundCompiler.Compile<Up>),
        ["truncate"] = Safe(RoundCompiler.Compile<TowardsZero>),
        ["sqrt"] = Safe(FloatingPointCompiler.OfOne<SqrtFunction>),
        ["exp"] = Safe(FloatingPointCompiler.OfOne<ExpFunction>),
        ["log"] = Safe(FloatingPointCompiler.Log),
        ["log10"] = Safe(FloatingPointCompiler.OfOne<Log10Function>),
        ["log2"] = Safe(FloatingPointCompiler.OfOne<Log2Function>),
        ["pow"] = Safe(FloatingPointCompiler.OfTwo<PowFunction>),
        ["is_nan"] = Safe(FloatingPointCompiler.Test<IsNaNFunction<float>, IsNaNFunction<double>>),
        ["is_finite"] = Safe(FloatingPointCompiler.Test<IsFiniteFunction<float>, IsFiniteFunction<double>>),

        ["year"] = Safe(DayPartOf<YearPart>.Compile),
        ["month"] = Safe(DayPartOf<MonthPart>.Compile),
        ["day"] = Safe(DayPartOf<DayPart>.Compile),
        ["day_of_year"] = Safe(DayPartOf<DayOfYearPart>.Compile),
        ["day_of_week"] = Safe(DayPartOf<DayOfWeekPart>.Compile),
        ["hour"] = Safe(TimestampFunctions.Number<HourPart>),
        ["minute"] = Safe(TimestampFunctions.Number<MinutePart>),
        ["second"] = Safe(TimestampFunctions.Number<SecondPart>),
        ["millisecond"] = Safe(TimestampFunctions.Number<MillisecondPart>),
        ["time_of_day"] = Safe(TimestampFunctions.Long<TimeOfDayPart>),
        ["to_date"] = Safe(TimestampFunctions.Number<DatePart>),
        ["add_days"] = Fallible(CalendarArithmetic.Days),
        ["add_months"] = Fallible(CalendarArithmetic.Months<OneMonth>),
        ["add_years"] = Fallible(CalendarArithmetic.Months<OneYear>),
        ["to_unix_milliseconds"] = Safe(TimestampFunctions.Long<UnixMilliseconds>),
        ["to_unix_seconds"] = Safe(TimestampFunctions.Long<UnixSeconds>),
        ["from_unix_milliseconds"] = Fallible(TimestampFunctions.FromUnix<UnixMilliseconds>),
        ["from_unix_seconds"] = Fallible(TimestampFunctions.FromUnix<UnixSeconds>),
        ["total_days"] = Safe(DurationCompiler.Total<Days>),
        ["total_hours"] = Safe(DurationCompiler.Total<Hours>),
        ["total_minutes"] = Safe(DurationCompiler.Total<Minutes>),
        ["total_seconds"] = Safe(DurationCompiler.Total<Seconds>),
        ["total_milliseconds"] = Safe(DurationCompiler.Total<Milliseconds>),
        ["duration_from_days"] = Fallible(DurationCompiler.From<Days>),
        ["duration_from_hours"] = Fallible(DurationCompiler.From<Hours>),
        ["duration_from_minutes"] = Fallible(DurationCompiler.From<Minutes>),
        ["duration_from_seconds"] = Fallible(DurationCompiler.From<Seconds>),
        ["duration_from_milliseconds"] = Fallible(DurationCompiler.From<Milliseconds>),

        ["list_length"] = Safe(call => new ListLengthEvaluator(call)),
        ["list_contains"] = Safe(call => new ListContainsEvaluator(call)),
        ["element_at"] = Fallible(call => new ElementAtEvaluator(call)),
        ["byte_length"] = Safe(call => new TextMeasureEvaluator<ByteLength>(call)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names for which there is a kernel.</summary>
    public static IReadOnlyCollection<string> Names => Functions.Keys;

    internal static ColumnEvaluator Compile(FunctionExpression call) => Find(call).Compile(call);

    internal static bool CanFail(FunctionExpression call) => Find(call).CanFail;

    private static ScalarFunction Safe(Func<FunctionExpression, ColumnEvaluator> compile) => new(compile, CanFail: false);

    private static ScalarFunction Fallible(Func<FunctionExpression, ColumnEvaluator> compile) => new(compile, CanFail: true);

    private static ScalarFunction Find(FunctionExpression call) =>
        Functions.TryGetValue(call.Function, out var function) ? function : throw StreamFaultException.Internal($"no kernel for the function {call}");
}
