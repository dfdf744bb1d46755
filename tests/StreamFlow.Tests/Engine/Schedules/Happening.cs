namespace StreamFlow.Tests.Engine.Schedules;

/// <summary>A row of the random schedules.</summary>
internal sealed record Happening(string Key, DateTimeOffset At, long Value, double Weight);

internal sealed record Total(string Key, DateTimeOffset End, long Count, long Sum, double Weight);

internal sealed record Running(string Key, long Count, double Weight);

internal sealed record Note(string Key, long Value);

internal sealed record LateNote(string Key, long Value, DateTimeOffset Watermark, TimeSpan LateBy, long Offset);
