namespace StreamFlow.State;

/// <summary>A piece of an operator's state for a checkpoint.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Lane">The lane it belongs to; empty for the merge itself.</param>
/// <param name="PageId">Its name within the lane, the same as long as it is the same piece (a window's slice).</param>
/// <param name="Bytes">Its content, the taker's to keep; null when unchanged since the snapshot before.</param>
public sealed record StatePage(string Operator, string Lane, string PageId, ReadOnlyMemory<byte>? Bytes);
