namespace StreamFlow.Checkpoints.Log;

/// <summary>The minimum that an operator had released by the epoch's end. It never falls.</summary>
/// <param name="Operator">The operator's stable name.</param>
/// <param name="Microseconds">Microseconds since the Unix epoch; <see cref="EventTime.NoWatermark"/> before the first.</param>
public sealed record ReleasedWatermark(string Operator, long Microseconds);
