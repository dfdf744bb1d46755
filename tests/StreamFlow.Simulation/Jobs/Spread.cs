namespace StreamFlow.Simulation.Jobs;

/// <summary>An aggregate function of an author's: the distance between the largest and the smallest value. What it keeps goes through checkpoints as JSON.</summary>
internal sealed class Spread : AggregateFunction<double, Spread.Extremes, double>
{
    public override string Name => "spread";

    public override Extremes Create() => default;

    public override void Accumulate(ref Extremes accumulator, double value) => Combine(ref accumulator, new Extremes(value, value, true));

    public override void Combine(ref Extremes accumulator, in Extremes other)
    {
        if (!accumulator.HasValue)
            accumulator = other;
        else if (other.HasValue)
            accumulator = new Extremes(Math.Min(accumulator.Low, other.Low), Math.Max(accumulator.High, other.High), true);
    }

    public override double Result(in Extremes accumulator) => accumulator.High - accumulator.Low;

    internal readonly record struct Extremes(double Low, double High, bool HasValue);
}
