using StreamFlow.Plan.Aggregates;
using StreamFlow.State.Groups;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Finds the accumulator for the type arguments of an author's aggregate.</summary>
internal static class CustomAccumulators
{
    public static Accumulator Create(AggregateCall call)
    {
        for (var type = call.Custom?.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(AggregateFunction<,,>))
                return (Accumulator)Activator.CreateInstance(typeof(CustomAccumulator<,,>).MakeGenericType(type.GenericTypeArguments), call.Custom)!;
        }

        throw StreamFaultException.Internal($"the aggregate '{call.CustomName}' is no AggregateFunction");
    }
}
