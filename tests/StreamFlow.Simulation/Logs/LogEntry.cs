using StreamFlow.Simulation.Jobs;

namespace StreamFlow.Simulation.Logs;

/// <summary>What stands at an offset.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">A record's bytes, on the pinned heap so that decoders read them in place; null for a tombstone and for a marker.</param>
/// <param name="Timestamp">A record's timestamp, microseconds.</param>
/// <param name="Item">The row that the bytes are; null for a record that is none, and for a marker.</param>
/// <param name="Transaction">The producer's transaction that it belongs to; -1 outside of one.</param>
internal sealed record LogEntry(EntryKind Kind, byte[]? Value, long Timestamp, Item? Item, int Transaction);

internal enum EntryKind
{
    Record,
    CommitMarker,
    AbortMarker,
}
