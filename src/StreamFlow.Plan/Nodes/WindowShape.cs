namespace StreamFlow.Plan.Nodes;

/// <summary>Windows of one size that begin at regular times. With <paramref name="Every"/> equal to <paramref name="Size"/> they tumble; smaller, they overlap.</summary>
/// <param name="Size">Length in microseconds, more than 0.</param>
/// <param name="Every">From one beginning to the next in microseconds; more than 0, at most <paramref name="Size"/>.</param>
/// <param name="Offset">Where the first begins after the Unix epoch, in microseconds; 0 or more, less than <paramref name="Every"/>.</param>
public sealed record WindowShape(long Size, long Every, long Offset)
{
    public bool IsTumbling => Size == Every;

    public override string ToString() =>
        (IsTumbling ? $"tumbling {Seconds(Size)}" : $"hopping {Seconds(Size)} every {Seconds(Every)}") + (Offset == 0 ? "" : $" offset {Seconds(Offset)}");

    private static string Seconds(long microseconds) =>
        (microseconds / 1e6).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) + "s";
}
