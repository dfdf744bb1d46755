namespace StreamFlow.Checkpoints.Log;

/// <summary>The last record of the log (or the head of its last segment) was written in part only: a crash came in between.</summary>
/// <param name="File">The segment.</param>
/// <param name="Position">The byte where the torn part begins; 0 when the segment's head itself is torn.</param>
/// <param name="Epoch">The epoch whose record it would have been.</param>
public sealed record TornTail(string File, long Position, EpochNumber Epoch);
