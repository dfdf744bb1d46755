using System.Globalization;

namespace StreamFlow.Files.Following;

/// <summary>
/// Where a rotated file stands in the order of rotation, the oldest first: by when it was written last; within one tick of the clock a higher number is older, and so is an earlier date.
/// </summary>
/// <param name="Name">The file's name, without its folder.</param>
/// <param name="Modified">When it was written last.</param>
internal readonly record struct RotationAge(string Name, DateTime Modified) : IComparable<RotationAge>
{
    /// <summary>The N of app.log.N, packed or not; 0 for the log itself; null for a date.</summary>
    private int? Number
    {
        get
        {
            var name = Name.EndsWith(".gz", StringComparison.Ordinal) ? Name[..^".gz".Length] : Name;
            var suffix = Path.GetExtension(name).TrimStart('.');
            return suffix.Length == 0 || !char.IsAsciiDigit(suffix[0]) ? 0
                : int.TryParse(suffix, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
    }

    public int CompareTo(RotationAge other)
    {
        if (Modified.CompareTo(other.Modified) is not 0 and var byTime)
            return byTime;
        return Number is { } number && other.Number is { } otherNumber ? otherNumber.CompareTo(number) : string.CompareOrdinal(Name, other.Name);
    }
}
