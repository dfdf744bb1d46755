using System.Text.Json;

namespace StreamFlow.Testing.Conformance;

/// <summary>The row that the kits write and read: a column of each type, with and without null. Two rows are equal when all their columns are.</summary>
public sealed record ConformanceRow
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Of its own in the whole target, unless a check says otherwise: a key for an upsert.</summary>
    public required long Id { get; init; }

    /// <summary>The epoch that it was written in.</summary>
    public long Epoch { get; init; }

    /// <summary>Who wrote it: the generation of the start that made up the epoch.</summary>
    public long Writer { get; init; }

    public bool Flag { get; init; }

    public short Small { get; init; }

    public int Whole { get; init; }

    public long Large { get; init; }

    public float Share { get; init; }

    public double Ratio { get; init; }

    public decimal Price { get; init; }

    public string Text { get; init; } = "";

    /// <summary>Whole microseconds, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Whole microseconds.</summary>
    public TimeSpan Took { get; init; }

    public Guid Key { get; init; }

    public byte[] Bytes { get; init; } = [];

    public bool? MaybeFlag { get; init; }

    public int? MaybeWhole { get; init; }

    public double? MaybeRatio { get; init; }

    public decimal? MaybePrice { get; init; }

    public string? MaybeText { get; init; }

    public DateTimeOffset? MaybeAt { get; init; }

    public DateOnly? MaybeDay { get; init; }

    public TimeSpan? MaybeTook { get; init; }

    public Guid? MaybeKey { get; init; }

    public byte[]? MaybeBytes { get; init; }

    public ConformancePart? Part { get; init; }

    public IReadOnlyList<int> Numbers { get; init; } = [];

    /// <summary>The row out of JSON as StreamFlow's format writes it, by System.Text.Json: for targets that hold JSON.</summary>
    public static ConformanceRow FromJson(string json) =>
        JsonSerializer.Deserialize<ConformanceRow>(json, Json) ?? throw new ArgumentException("the JSON is null, not a row", nameof(json));

    public bool Equals(ConformanceRow? other) => other is not null && ConformanceColumns.Differences(this, other, []).Count == 0;

    public override int GetHashCode() => Id.GetHashCode();

    public override string ToString() => $"row {Id} of epoch {Epoch} by generation {Writer}";
}
