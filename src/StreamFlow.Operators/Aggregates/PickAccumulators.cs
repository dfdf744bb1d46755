using StreamFlow.Data;
using StreamFlow.Operators.Aggregates.Folds;
using StreamFlow.State.Groups;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Min, max, first and last by type.</summary>
internal static class PickAccumulators
{
    public static Accumulator Create(DataType type, BytesAccumulator.Pick pick)
    {
        if (type.Kind == TypeKind.Boolean)
            return new BooleanAccumulator(ValueTypes.Make(type, new ForPick(pick)));
        return ValueTypes.IsFixedWidth(type) ? ValueTypes.Make(type, new ForPick(pick)) : new BytesAccumulator(type, pick);
    }

    private readonly struct ForPick(BytesAccumulator.Pick pick) : IForValueType<Accumulator>
    {
        public Accumulator Make<T>()
            where T : unmanaged, IComparable<T> => pick switch
            {
                BytesAccumulator.Pick.Smallest => new FoldAccumulator<T, Optional<T>, T, MinFold<T>>(),
                BytesAccumulator.Pick.Largest => new FoldAccumulator<T, Optional<T>, T, MaxFold<T>>(),
                BytesAccumulator.Pick.First => new FoldAccumulator<T, Optional<T>, T, FirstFold<T>>(),
                _ => new FoldAccumulator<T, Optional<T>, T, LastFold<T>>(),
            };
    }
}
