using StreamFlow;
using StreamFlow.Kafka;

namespace Examples;

/// <summary>An aggregate function of one's own: the range of a device's temperatures in each minute.</summary>
[StreamJob("own-aggregate")]
public sealed class OwnAggregate : IStreamJob
{
    public void Define(StreamBuilder streams) =>
        streams.From(new KafkaSource<Reading>("iot"))
            .WithWatermark(r => r.Ts, TimeSpan.FromSeconds(5))
            .GroupBy(r => r.DeviceId)
            .Window(Window.Tumbling(TimeSpan.FromMinutes(1)))
            .Select(w => new Spread(w.Key, w.Start, w.Aggregate(r => r.Temperature, new RangeFunction())))
            .To(new KafkaSink<Spread>("spreads") { Key = s => s.DeviceId });

    public sealed record Spread(string DeviceId, DateTimeOffset Start, double Range);

    /// <summary>What is kept for a group; checkpoints store it as JSON.</summary>
    public readonly record struct Extremes(double Low, double High, bool HasValue);

    /// <summary>Create, accumulate, combine, result. The name is its identity in checkpoints.</summary>
    public sealed class RangeFunction : AggregateFunction<double, Extremes, double>
    {
        public override string Name => "range";

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
    }
}
