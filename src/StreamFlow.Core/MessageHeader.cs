namespace StreamFlow;

/// <summary>One header of a record, as it came. A record may have several of one name; their order counts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its bytes; null for a null value.</param>
public sealed record MessageHeader(string Name, byte[]? Value);
