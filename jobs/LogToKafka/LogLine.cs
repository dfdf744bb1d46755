namespace LogToKafka;

/// <summary>A line as it stands in the log: bytes, so that not even text that is no UTF-8 is changed.</summary>
public sealed record LogLine(byte[] Line);
