using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Operators.Aggregates.Folds;
using StreamFlow.Plan.Aggregates;
using StreamFlow.State.Groups;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Sum, variance and standard deviation by the argument's type and, for sums, the result's.</summary>
internal static class NumberAccumulators
{
    public static Accumulator Sum(AggregateCall call) => call.Argument!.Type.Kind switch
    {
        TypeKind.Int8 => SumOf<sbyte>(call),
        TypeKind.UInt8 => SumOf<byte>(call),
        TypeKind.Int16 => SumOf<short>(call),
        TypeKind.UInt16 => SumOf<ushort>(call),
        TypeKind.Int32 => SumOf<int>(call),
        TypeKind.UInt32 => SumOf<uint>(call),
        TypeKind.Int64 or TypeKind.Duration => SumOf<long>(call),
        TypeKind.UInt64 => SumOf<ulong>(call),
        TypeKind.Float => SumOf<float>(call),
        TypeKind.Double => SumOf<double>(call),
        TypeKind.Decimal => SumOf<decimal>(call),
        _ => throw Refused(call),
    };

    public static Accumulator Spread(AggregateCall call) => call.Argument!.Type.Kind switch
    {
        TypeKind.Int8 => SpreadOf<sbyte>(call),
        TypeKind.UInt8 => SpreadOf<byte>(call),
        TypeKind.Int16 => SpreadOf<short>(call),
        TypeKind.UInt16 => SpreadOf<ushort>(call),
        TypeKind.Int32 => SpreadOf<int>(call),
        TypeKind.UInt32 => SpreadOf<uint>(call),
        TypeKind.Int64 or TypeKind.Duration => SpreadOf<long>(call),
        TypeKind.UInt64 => SpreadOf<ulong>(call),
        TypeKind.Float => SpreadOf<float>(call),
        TypeKind.Double => SpreadOf<double>(call),
        TypeKind.Decimal => SpreadOf<decimal>(call),
        _ => throw Refused(call),
    };

    private static Accumulator SumOf<TIn>(AggregateCall call)
        where TIn : unmanaged, INumber<TIn> => call.Type.Kind switch
        {
            TypeKind.Int32 => SumOf<TIn, int>(call),
            TypeKind.Int64 or TypeKind.Duration => SumOf<TIn, long>(call),
            TypeKind.UInt64 => SumOf<TIn, ulong>(call),
            TypeKind.Float => SumOf<TIn, float>(call),
            TypeKind.Double => SumOf<TIn, double>(call),
            TypeKind.Decimal => SumOf<TIn, decimal>(call),
            _ => throw Refused(call),
        };

    private static Accumulator SumOf<TIn, TSum>(AggregateCall call)
        where TIn : unmanaged, INumber<TIn>
        where TSum : unmanaged, INumber<TSum> => call.Nullable
            ? new FoldAccumulator<TIn, Optional<TSum>, TSum, SumOrNullFold<TIn, TSum>>()
            : new FoldAccumulator<TIn, TSum, TSum, SumFold<TIn, TSum>>();

    private static Accumulator SpreadOf<TIn>(AggregateCall call)
        where TIn : unmanaged, INumber<TIn> => call.Function == "variance"
            ? new FoldAccumulator<TIn, Moments, double, VarianceFold<TIn>>()
            : new FoldAccumulator<TIn, Moments, double, StandardDeviationFold<TIn>>();

    private static StreamFaultException Refused(AggregateCall call) =>
        StreamFaultException.Internal($"no {call.Function} of {call.Argument!.Type} as {call.Type}");
}
