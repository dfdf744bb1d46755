using System.Reflection;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Members that authors reach for and columns do not have: what to write instead.</summary>
internal static class RefusedMembers
{
    private const string DateOf = "take the day as a DateOnly: DateOnly.FromDateTime(r.Ts.UtcDateTime)";
    private const string Utc = "a timestamp's column is in UTC: use its members as they are";

    private static readonly Dictionary<(Type, string), string> WaysOut = new()
    {
        [(typeof(string), nameof(string.ToUpper))] = "use ToUpperInvariant(), which is the same everywhere",
        [(typeof(string), nameof(string.ToLower))] = "use ToLowerInvariant(), which is the same everywhere",
        [(typeof(string), "get_Chars")] = "use text: r.Name.StartsWith('x'), r.Name.Substring(0, 1) == \"x\"",
        [(typeof(string), nameof(string.Split))] = "split it row by row in a .FlatMap(…) or .Map(…) before this",
        [(typeof(DateTimeOffset), nameof(DateTimeOffset.Date))] = DateOf,
        [(typeof(DateTimeOffset), nameof(DateTimeOffset.DateTime))] = DateOf,
        [(typeof(DateTimeOffset), nameof(DateTimeOffset.UtcDateTime))] = DateOf,
        [(typeof(DateTimeOffset), nameof(DateTimeOffset.LocalDateTime))] = Utc,
        [(typeof(DateTimeOffset), nameof(DateTimeOffset.Offset))] = Utc,
        [(typeof(DateTimeOffset), nameof(DateTimeOffset.ToLocalTime))] = Utc,
        [(typeof(DateTimeOffset), nameof(DateTimeOffset.ToOffset))] = Utc,
        [(typeof(DateTimeOffset), nameof(DateTimeOffset.Ticks))] = "use ToUnixTimeMilliseconds()",
        [(typeof(DateTimeOffset), nameof(DateTimeOffset.UtcTicks))] = "use ToUnixTimeMilliseconds()",
        [(typeof(DateTimeOffset), nameof(ToString))] = "text of a time is the author's choice: make it in a .Map(…) before this",
        [(typeof(TimeSpan), nameof(TimeSpan.Ticks))] = "use TotalMilliseconds",
        [(typeof(TimeSpan), nameof(TimeSpan.Days))] = "use Math.Floor(d.TotalDays)",
        [(typeof(TimeSpan), nameof(TimeSpan.Hours))] = "use d.TotalHours % 24",
        [(typeof(TimeSpan), nameof(TimeSpan.Minutes))] = "use d.TotalMinutes % 60",
        [(typeof(TimeSpan), nameof(TimeSpan.Seconds))] = "use d.TotalSeconds % 60",
        [(typeof(Enum), nameof(ToString))] = "an enum's column holds its number: cast it, or choose the names with ?:",
        [(typeof(Enum), nameof(Enum.HasFlag))] = "compare the value with ==, or test the flag row by row in a .Map(…) before this",
    };

    public static string? WayOut(MemberInfo member) => WaysOut.GetValueOrDefault((member.DeclaringType!, member.Name));
}
