namespace StreamFlow.Kafka.Administration;

/// <summary>Which dead letters: those for which all that is given holds.</summary>
public sealed record DeadLetterFilter
{
    /// <summary>All of them.</summary>
    public static DeadLetterFilter All { get; } = new();

    /// <summary>The topic that they came from.</summary>
    public string? Source { get; init; }

    /// <summary>The partition that they came from.</summary>
    public int? Partition { get; init; }

    /// <summary>The column at fault.</summary>
    public string? Column { get; init; }

    /// <summary>Words of the reason; case does not matter.</summary>
    public string? Reason { get; init; }

    /// <summary>Their own timestamps: this or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Their own timestamps: before this.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether a letter is one of them. One without an origin is so only where nothing is asked for.</summary>
    public bool Takes(DeadLetter letter) => letter.Origin is { } origin
        ? (Source is null || origin.Topic == Source)
            && (Partition is null || origin.Partition == Partition)
            && (Column is null || origin.Column == Column)
            && (Reason is null || origin.Reason.Contains(Reason, StringComparison.OrdinalIgnoreCase))
            && !(origin.Timestamp < From)
            && !(origin.Timestamp >= Until)
        : this == All;
}
