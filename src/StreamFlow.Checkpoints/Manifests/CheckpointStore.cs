using StreamFlow.Checkpoints.Bytes;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Manifests;

/// <summary>
/// Writes checkpoints and reads them back. Holds nothing between calls, and shares nothing with the log, so that the engine may call it on
/// a background thread (one call at a time).
/// </summary>
/// <param name="storage">Held by this process.</param>
/// <param name="job">The job's name, written into every manifest.</param>
public sealed class CheckpointStore(CheckpointStorage storage, string job)
{
    /// <summary>How many checkpoints are kept, apart from one that a slow sink may need.</summary>
    public const int CheckpointsKept = 3;

    /// <summary>
    /// Writes the changed pages, flushes them, publishes the manifest, and only then deletes what nobody needs any more.
    /// The same epoch in the same generation is written once: again, it gives the manifest that is there.
    /// </summary>
    /// <param name="contents">The state after an epoch.</param>
    /// <param name="previous">The checkpoint that unchanged pages are named from: the one written last, or recovered from; null for none.</param>
    /// <param name="pagesWritten">Called when the pages are durable and no manifest names them: a test may break off there.</param>
    /// <exception cref="StreamFaultException">
    /// The medium failed: the attempt is over. Or an unchanged page is not in <paramref name="previous"/> with its version
    /// (<see cref="FaultOrigin.Internal"/>).
    /// </exception>
    public CheckpointManifest Write(CheckpointContents contents, CheckpointManifest? previous, Action? pagesWritten = null)
    {
        Invariant.Require(contents.HeldByAllSinks <= contents.Epoch, "no sink holds more than the epoch of the checkpoint");
        var name = new CheckpointName(contents.Epoch, contents.Generation);
        if (storage.LengthOf(name.ManifestFile) >= 0)
            return ReadManifest(name);

        var manifest = new CheckpointManifest
        {
            Job = job,
            Epoch = contents.Epoch,
            Generation = contents.Generation,
            HeldByAllSinks = contents.HeldByAllSinks,
            PlanHash = contents.PlanHash,
            Plan = contents.Plan,
            Operators = contents.Operators,
            Positions = contents.Positions,
            Pages = PageWriter.Write(storage, name.DataFile, contents.Pages, previous),
        };
        pagesWritten?.Invoke();
        if (!storage.TryPublish(name.ManifestFile, ManifestCodec.Write(manifest)))
            throw StreamFaultException.Internal($"the manifest {name.ManifestFile} was published by somebody else");
        CheckpointRetention.Apply(storage, contents.HeldByAllSinks);
        return manifest;
    }

    /// <summary>
    /// The checkpoints that are there, newest first. Manifests are read and checked, and pages too, down to the first checkpoint at or before
    /// <paramref name="atOrBefore"/> that is intact: the one that recovery will want. Older ones are checked by their manifests only.
    /// </summary>
    /// <param name="atOrBefore">The epoch from which on pages are checked.</param>
    /// <param name="log">The log, so that pages are not checked of a checkpoint that it does not know; null to take every one.</param>
    public IReadOnlyList<CheckpointFacts> Inspect(EpochNumber atOrBefore, LogFacts? log = null)
    {
        var found = new List<CheckpointFacts>();
        var wantPages = true;
        foreach (var name in CheckpointRetention.Manifests(storage.List()).Reverse())
        {
            var pages = wantPages && name.Epoch <= atOrBefore && log?.Knows(name.Epoch, name.Generation) != false;
            found.Add(pages ? Inspect(name) : ManifestFacts(name));
            wantPages &= !pages || !found[^1].IsIntact;
        }

        return found;
    }

    /// <summary>All checkpoints that are there, newest first, each with all its pages read: for people who want to know.</summary>
    public IReadOnlyList<CheckpointFacts> InspectAll() => [.. CheckpointRetention.Manifests(storage.List()).Reverse().Select(Inspect)];

    /// <summary>One checkpoint, manifest and pages.</summary>
    internal CheckpointFacts Inspect(CheckpointName name)
    {
        var facts = ManifestFacts(name);
        return facts.IsIntact ? facts with { Damage = PageReader.FindDamage(storage, facts.Manifest!.Pages) } : facts;
    }

    /// <summary>Where a page is, for an error about what it holds.</summary>
    public string PlaceOf(CheckpointPage page) => $"{Path.Combine(storage.Location, page.File)}, page '{page.PageId}' of '{page.Operator}'";

    /// <summary>The bytes of a page.</summary>
    /// <exception cref="StreamFaultException">They are not what was written, or cannot be read.</exception>
    public byte[] ReadPage(CheckpointPage page) => PageReader.Read(storage, page);

    private CheckpointFacts ManifestFacts(CheckpointName name)
    {
        try
        {
            return new CheckpointFacts(name.Epoch, name.Generation, ReadManifest(name));
        }
        catch (StreamFaultException damage) when (damage.InnerException is not FormatVersionException)
        {
            return new CheckpointFacts(name.Epoch, name.Generation, null, damage.Message);
        }
    }

    private CheckpointManifest ReadManifest(CheckpointName name)
    {
        try
        {
            var manifest = ManifestCodec.Read(storage.ReadAll(name.ManifestFile));
            return manifest.Epoch == name.Epoch && manifest.Generation == name.Generation ? manifest
                : throw new DamageException("the manifest is that of another checkpoint");
        }
        catch (DamageException damage)
        {
            throw StorageFaults.Damaged(storage.Location, name.ManifestFile, 0, damage.Message);
        }
        catch (FormatVersionException version)
        {
            throw StorageFaults.OtherVersion(storage.Location, name.ManifestFile, version);
        }
    }
}
