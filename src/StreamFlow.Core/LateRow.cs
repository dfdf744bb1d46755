namespace StreamFlow;

/// <summary>A row that came after every window it belongs to had ended for its partition.</summary>
/// <param name="Row">The row itself.</param>
/// <param name="WindowEnd">The end (exclusive) of the last window that it belongs to.</param>
/// <param name="Watermark">The watermark that its partition had before the row.</param>
/// <param name="LateBy">How far the watermark is past the window's end; zero or more.</param>
/// <param name="Position">Where the row stands in its source.</param>
public sealed record LateRow<T>(T Row, DateTimeOffset WindowEnd, DateTimeOffset Watermark, TimeSpan LateBy, RecordPosition Position);
