using StreamFlow.Checkpoints.Log;

namespace StreamFlow.Checkpoints.Inspection;

/// <summary>The epochs of two logs side by side. Pure.</summary>
/// <param name="Equal">How many stand in both and say the same; generations are not compared.</param>
/// <param name="Different">Those that stand in both and differ, each with a sentence for every difference.</param>
/// <param name="OnlyInA">Those of A alone, in order.</param>
/// <param name="OnlyInB">Those of B alone, in order.</param>
public sealed record EpochComparison(
    int Equal, IReadOnlyList<(EpochNumber Epoch, IReadOnlyList<string> Differences)> Different, IReadOnlyList<EpochNumber> OnlyInA, IReadOnlyList<EpochNumber> OnlyInB)
{
    public bool AreEqual => Different.Count == 0 && OnlyInA.Count == 0 && OnlyInB.Count == 0;

    public static EpochComparison Between(IReadOnlyList<EpochRecord> a, IReadOnlyList<EpochRecord> b)
    {
        var others = b.ToDictionary(record => record.Number);
        var equal = 0;
        var different = new List<(EpochNumber, IReadOnlyList<string>)>();
        var onlyInA = new List<EpochNumber>();
        foreach (var record in a)
        {
            if (!others.Remove(record.Number, out var other))
                onlyInA.Add(record.Number);
            else if (EpochRecordDifferences.Between(record, other, "A", "B") is { Count: > 0 } differences)
                different.Add((record.Number, differences));
            else
                equal++;
        }

        return new EpochComparison(equal, different, onlyInA, [.. others.Keys.Order()]);
    }
}
