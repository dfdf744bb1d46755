using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;

namespace StreamFlow.Checkpoints.Inspection;

/// <summary>Two checkpoints side by side. Pure: pages are compared by length and checksum.</summary>
/// <param name="SamePlan">Whether one plan wrote both.</param>
/// <param name="Operators">What becomes of the stateful operators from A to B.</param>
/// <param name="Positions">The partitions whose positions differ.</param>
/// <param name="Pages">The pages by operator and lane, in order.</param>
public sealed record StateComparison(
    bool SamePlan, IReadOnlyList<OperatorChange> Operators, IReadOnlyList<PositionDifference> Positions, IReadOnlyList<PageComparison> Pages)
{
    public bool AreEqual =>
        SamePlan && Positions.Count == 0 && Operators.All(change => change.Fate == OperatorFate.Kept) && Pages.All(pages => pages.AreEqual);

    public static StateComparison Between(CheckpointManifest a, CheckpointManifest b) => new(
        a.PlanHash == b.PlanHash,
        OperatorChange.Between(a.Operators, b.Operators),
        [.. PositionsOf(a, b)],
        [
            .. a.Pages.Concat(b.Pages).Select(page => (page.Operator, page.Lane)).Distinct()
                .OrderBy(place => place.Operator, StringComparer.Ordinal).ThenBy(place => place.Lane, StringComparer.Ordinal)
                .Select(place => PageComparison.Between(place.Operator, place.Lane, PagesOf(a, place), PagesOf(b, place))),
        ]);

    private static IEnumerable<PositionDifference> PositionsOf(CheckpointManifest a, CheckpointManifest b) =>
        from partition in a.Positions.Concat(b.Positions).Select(position => position.Partition).Distinct().Order()
        let difference = new PositionDifference(partition, OffsetIn(a, partition), OffsetIn(b, partition))
        where difference.NextOffsetInA != difference.NextOffsetInB
        select difference;

    private static long? OffsetIn(CheckpointManifest manifest, SourcePartition partition) =>
        manifest.Positions.FirstOrDefault(position => position.Partition == partition)?.NextOffset;

    private static IReadOnlyList<CheckpointPage> PagesOf(CheckpointManifest manifest, (string Operator, string Lane) place) =>
        [.. manifest.Pages.Where(page => page.Operator == place.Operator && page.Lane == place.Lane)];
}

/// <summary>A partition that two checkpoints leave at different offsets; null where a checkpoint does not have it.</summary>
public sealed record PositionDifference(SourcePartition Partition, long? NextOffsetInA, long? NextOffsetInB);

/// <summary>The pages of an operator's lane in two checkpoints: how many are in both and equal, in both and different, and in one alone; and their bytes.</summary>
public sealed record PageComparison(string Operator, string Lane, int Equal, int Different, int OnlyInA, int OnlyInB, long BytesInA, long BytesInB)
{
    public bool AreEqual => Different == 0 && OnlyInA == 0 && OnlyInB == 0;

    internal static PageComparison Between(string @operator, string lane, IReadOnlyList<CheckpointPage> a, IReadOnlyList<CheckpointPage> b)
    {
        var others = b.ToDictionary(page => page.PageId, StringComparer.Ordinal);
        var both = a.Where(page => others.ContainsKey(page.PageId)).ToArray();
        var equal = both.Count(page => others[page.PageId] is var other && other.Length == page.Length && other.Crc32C == page.Crc32C);
        return new PageComparison(
            @operator, lane, equal, both.Length - equal, a.Count - both.Length, b.Count - both.Length, a.Sum(page => (long)page.Length), b.Sum(page => (long)page.Length));
    }
}
