namespace StreamFlow.Formats;

/// <summary>A record that did not decode.</summary>
/// <param name="Index">Its index in the records given to the decoder.</param>
/// <param name="Column">The column that did not decode, dotted for a nested one; null when the whole record is broken.</param>
/// <param name="Reason">What is wrong, in one sentence.</param>
public readonly record struct BadRow(int Index, string? Column, string Reason);
