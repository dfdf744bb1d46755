using System.Globalization;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.Merging;

/// <summary>Reads the names back that checkpoints give to lanes (<see cref="LaneId.ToString"/>).</summary>
internal static class LaneNames
{
    /// <exception cref="StreamFaultException">The text names no lane.</exception>
    public static LaneId Parse(string text)
    {
        // A source's name may hold both signs itself: partition and path stand behind the last slash.
        var slash = text.LastIndexOf('/');
        var numbers = text[(slash + 1)..].Split('#');
        if (slash >= 0 && numbers.Length <= 2 && Number(numbers[0], out var partition) && Number(numbers.Length == 2 ? numbers[1] : "0", out var path))
            return new LaneId(new SourcePartition(text[..slash], partition), path);
        throw PageReader.Damaged($"'{text}' names no lane");
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
