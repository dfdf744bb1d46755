using StreamFlow.Plan.Aggregates;
using StreamFlow.State.Groups;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Which accumulator runs an aggregate: one line a function.</summary>
public static class AccumulatorRegistry
{
    private static readonly Dictionary<string, Func<AggregateCall, Accumulator>> Factories = new(StringComparer.Ordinal)
    {
        ["count"] = _ => new CountAccumulator(CountAccumulator.Condition.Always),
        ["count_if"] = _ => new CountAccumulator(CountAccumulator.Condition.IsTrue),
        ["count_value"] = _ => new CountAccumulator(CountAccumulator.Condition.HasValue),
        ["count_distinct"] = call => new DistinctCountAccumulator(call.Argument!.Type),
        ["sum"] = NumberAccumulators.Sum,
        ["variance"] = NumberAccumulators.Spread,
        ["stddev"] = NumberAccumulators.Spread,
        ["min"] = call => PickAccumulators.Create(call.Argument!.Type, BytesAccumulator.Pick.Smallest),
        ["max"] = call => PickAccumulators.Create(call.Argument!.Type, BytesAccumulator.Pick.Largest),
        ["custom"] = CustomAccumulators.Create,
        ["first"] = call => PickAccumulators.Create(call.Argument!.Type, BytesAccumulator.Pick.First),
        ["last"] = call => PickAccumulators.Create(call.Argument!.Type, BytesAccumulator.Pick.Last),
    };

    /// <exception cref="StreamFaultException">The function is unknown, or not defined for the argument's type.</exception>
    public static Accumulator Create(AggregateCall call) =>
        Factories.TryGetValue(call.Function, out var factory)
            ? factory(call)
            : throw StreamFaultException.Internal($"no aggregate is called '{call.Function}'");

    public static Accumulator[] CreateAll(IReadOnlyList<AggregateCall> calls) => [.. calls.Select(Create)];
}
