namespace StreamFlow.Checkpoints.Protocol;

/// <summary>A manifest, for retention.</summary>
/// <param name="File">Its file name.</param>
/// <param name="Epoch">The checkpoint's epoch.</param>
/// <param name="Generation">The start that wrote it.</param>
/// <param name="DataFiles">The data files that its pages lie in; null when the manifest is damaged.</param>
public sealed record ManifestFacts(string File, EpochNumber Epoch, Generation Generation, IReadOnlySet<string>? DataFiles);

/// <summary>A segment of the log, for retention.</summary>
/// <param name="File">Its file name.</param>
/// <param name="FirstEpoch">The epoch of its first record.</param>
public sealed record SegmentFacts(string File, EpochNumber FirstEpoch);

/// <summary>What may be deleted after a checkpoint was published. Pure: facts in, file names out.</summary>
/// <param name="Manifests">Manifests of checkpoints that are not kept; to be deleted first.</param>
/// <param name="DataFiles">Data files that no kept manifest names.</param>
/// <param name="Segments">Segments of the log that no kept checkpoint needs.</param>
public sealed record RetentionDecision(IReadOnlyList<string> Manifests, IReadOnlyList<string> DataFiles, IReadOnlyList<string> Segments)
{
    /// <summary>
    /// Kept are the newest <paramref name="keep"/> checkpoints (of each epoch only the newest generation's), the newest at or before what
    /// every sink holds, and the log from the record of the oldest kept one on. A damaged manifest counts for nothing and goes when it is
    /// older than all that are kept: until then it may be looked at.
    /// </summary>
    public static RetentionDecision Decide(
        IReadOnlyList<ManifestFacts> manifests,
        IReadOnlyList<string> dataFiles,
        IReadOnlyList<SegmentFacts> segments,
        EpochNumber heldByAllSinks,
        int keep)
    {
        var intact = manifests.Where(manifest => manifest.DataFiles is not null)
            .GroupBy(manifest => manifest.Epoch)
            .Select(sameEpoch => sameEpoch.MaxBy(manifest => manifest.Generation.Value)!)
            .OrderByDescending(manifest => manifest.Epoch)
            .ToArray();
        if (intact.Length == 0)
            return new RetentionDecision([], [], []);

        var kept = intact.Take(keep).ToList();
        if (intact.FirstOrDefault(manifest => manifest.Epoch <= heldByAllSinks) is { } forSlowest && !kept.Contains(forSlowest))
            kept.Add(forSlowest);
        var oldest = kept.Min(manifest => manifest.Epoch);
        var named = kept.SelectMany(manifest => manifest.DataFiles!).ToHashSet(StringComparer.Ordinal);
        return new RetentionDecision(
            [.. manifests.Where(manifest => !kept.Contains(manifest) && (manifest.DataFiles is not null || manifest.Epoch < oldest))
                .Select(manifest => manifest.File)],
            [.. dataFiles.Where(file => !named.Contains(file))],
            Unneeded(segments, oldest));
    }

    /// <summary>
    /// A segment goes when the next one begins at or before the oldest kept checkpoint's epoch. So that epoch's own record stays:
    /// it says where the checkpoint stands, and the log never runs empty while there is a checkpoint.
    /// </summary>
    private static IReadOnlyList<string> Unneeded(IReadOnlyList<SegmentFacts> segments, EpochNumber oldest)
    {
        var ordered = segments.OrderBy(segment => segment.FirstEpoch).ToArray();
        return [.. ordered.SkipLast(1).Where((_, index) => ordered[index + 1].FirstEpoch <= oldest).Select(segment => segment.File)];
    }
}
