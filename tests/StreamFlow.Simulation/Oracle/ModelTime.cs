namespace StreamFlow.Simulation.Oracle;

/// <summary>Where a lane's event time stands at an epoch's end.</summary>
/// <param name="Watermark">Microseconds; <see cref="EventTime.NoWatermark"/> before the first row.</param>
/// <param name="IsOut">Whether it is left out of the minimum.</param>
internal readonly record struct ModelTime(long Watermark, bool IsOut)
{
    public static ModelTime None => new(EventTime.NoWatermark, IsOut: false);
}
