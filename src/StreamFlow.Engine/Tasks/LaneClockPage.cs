using StreamFlow.Operators.Watermark;
using StreamFlow.State.Pages;

namespace StreamFlow.Engine.Tasks;

/// <summary>The page of a checkpoint that holds the event time of all lanes. Format 1: version, then for each clock its key, maximum, floor, last row's clock, out.</summary>
internal static class LaneClockPage
{
    /// <summary>The name under which the page stands in a checkpoint; no operator's name begins with '$'.</summary>
    public const string Operator = "$event-time";

    public const string PageId = "clocks";

    private const byte Version = 1;

    /// <summary>
    /// The names of a lane's clocks: by what gives the event time, so that a changed plan takes over no clock that is not its own.
    /// Those of the same expression are told apart by their order.
    /// </summary>
    public static IEnumerable<(string Key, WatermarkOperator Mark)> Keys(SourceLane lane) =>
        from same in lane.Chain.Watermarks.GroupBy(mark => mark.EventTimeText)
        from mark in same.Select((mark, index) => (mark, index))
        select ($"{lane.Partition}:{same.Key}:{mark.index}", mark.mark);

    public static byte[] Write(IEnumerable<(string Key, LaneClock Clock)> clocks)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        foreach (var (key, clock) in clocks)
        {
            writer.Write(key);
            writer.Write(clock.Maximum);
            writer.Write(clock.Floor);
            writer.Write(clock.LastRowClock);
            writer.Write(clock.IsOut);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="StreamFaultException">The page has another version, or is no such page.</exception>
    public static IReadOnlyList<(string Key, LaneClock Clock)> Read(ReadOnlyMemory<byte> page)
    {
        new PageReader(page.Span).RequireVersion(Version);
        using var reader = new BinaryReader(new MemoryStream(page[1..].ToArray()));
        var clocks = new List<(string, LaneClock)>();
        try
        {
            while (reader.BaseStream.Position < reader.BaseStream.Length)
                clocks.Add((reader.ReadString(), new LaneClock(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadBoolean(), HasNewRows: false)));
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            throw PageReader.Damaged($"it ends too early: {error.Message}");
        }

        return clocks;
    }
}
