using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Inspection;

/// <summary>
/// What lies in a checkpoint directory, for people. Damage is part of the answer, never an exception. Nothing is held and nothing changed, so it may be
/// read while the job runs, or from a copy.
/// </summary>
public sealed record CheckpointDirectoryView
{
    // A job that runs deletes what it needs no more: then the view is taken again.
    private const int AttemptsMax = 5;

    public required string Location { get; init; }

    /// <summary>The job's name; null when nothing readable says it.</summary>
    public string? Job { get; init; }

    /// <summary>The last start's; 0 before the first.</summary>
    public Generation Generation { get; init; }

    /// <summary>In order; those that are not part of the log first.</summary>
    public IReadOnlyList<SegmentView> Segments { get; init; } = [];

    /// <summary>The last epochs of the log that can be read, oldest first.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CheckpointView> Checkpoints { get; init; } = [];

    /// <summary>The bytes of all files.</summary>
    public long Bytes { get; init; }

    /// <summary>The newest checkpoint with nothing wrong; null where there is none.</summary>
    public CheckpointView? NewestWhole => Checkpoints.LastOrDefault(checkpoint => checkpoint.Damage is null);

    /// <summary>Where the log ends; null where there is none.</summary>
    public EpochNumber? LastEpoch => Segments is [.., { IsInLog: true } last] ? last.LastEpoch : null;

    /// <summary>Everything that is damaged, a sentence each.</summary>
    public IEnumerable<string> Damage =>
        Segments.Select(segment => segment.Damage).Concat(Checkpoints.Select(checkpoint => checkpoint.Damage)).OfType<string>();

    /// <param name="storage">The directory.</param>
    /// <param name="epochsMax">So many of the last epochs are kept for <see cref="Epochs"/>; 0 or more.</param>
    /// <exception cref="StreamFaultException">The directory cannot be listed.</exception>
    public static CheckpointDirectoryView Read(CheckpointStorage storage, int epochsMax)
    {
        for (var attempt = 1; ; attempt++)
        {
            var files = storage.List();
            var view = Read(storage, files, epochsMax);
            if (attempt == AttemptsMax || !files.Except(storage.List()).Any())
                return view;
        }
    }

    private static CheckpointDirectoryView Read(CheckpointStorage storage, IReadOnlyList<string> files, int epochsMax)
    {
        var log = LogView.Read(storage, files, epochsMax);
        var checkpoints = CheckpointRetention.Manifests(files).Select(name => ReadCheckpoint(storage, name)).ToArray();
        return new CheckpointDirectoryView
        {
            Location = storage.Location,
            Job = log.Job ?? checkpoints.LastOrDefault(one => one.Manifest is not null)?.Manifest!.Job,
            Generation = new Generation(Math.Max(Generations.Newest(files), log.Last?.Generation.Value ?? 0)),
            Segments = log.Segments,
            Epochs = log.Epochs,
            Checkpoints = checkpoints,
            Bytes = files.Sum(file => Math.Max(0, storage.LengthOf(file))),
        };
    }

    private static CheckpointView ReadCheckpoint(CheckpointStorage storage, CheckpointName name)
    {
        try
        {
            var facts = new CheckpointStore(storage, "").Inspect(name);
            return new CheckpointView(name.ManifestFile, name.Epoch, name.Generation, facts.Manifest, facts.Damage);
        }
        catch (StreamFaultException otherVersion)
        {
            return new CheckpointView(name.ManifestFile, name.Epoch, name.Generation, null, otherVersion.Message);
        }
    }
}
