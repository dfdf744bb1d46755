namespace StreamFlow.Formats;

/// <summary>A record a line.</summary>
public sealed class LineFraming : RecordFraming
{
    private LineFraming(bool hasHeader) => HasHeader = hasHeader;

    public static LineFraming Instance { get; } = new(hasHeader: false);

    /// <summary>The first line names the columns.</summary>
    public static LineFraming WithHeader { get; } = new(hasHeader: true);

    public override bool HasHeader { get; }

    public override bool IsByLine => true;

    public override int FindEnd(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)'\n') + 1 is > 0 and var end ? end : -1;
}
