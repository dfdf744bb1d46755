namespace StreamFlow.Checkpoints.Storage;

/// <summary>Which operation of a <see cref="MemoryCheckpointStorage"/> fails.</summary>
/// <param name="Operation">Counted as <see cref="MemoryCheckpointStorage.Operations"/> counts: the first ever is 1.</param>
/// <param name="Torn">A write does half of its work before it fails.</param>
/// <param name="AndAllAfter">Everything after it fails too, until the crash: a process that died there.</param>
public sealed record StorageFaultPlan(long Operation, bool Torn = false, bool AndAllAfter = false);
