using StreamFlow.Files.Disks;

namespace StreamFlow.Files.Manifests;

/// <summary>
/// A sink's own folder, <c>_streamflow/NAME</c> below its directory: the numbered manifests, and in <c>open</c> the hidden data files.
/// <para>
/// A manifest is written under another name, flushed, and then linked to its number, which fails where the number is taken: of two instances that write the same number only one
/// gets it. Old manifests are deleted, so a number can be free although it was taken once; therefore whoever has published looks whether his is the newest. A manifest that is not
/// the newest says nothing and is swept up later.
/// </para>
/// </summary>
internal sealed class ManifestFolder
{
    /// <summary>How many manifests are kept: one is needed, the others are for people who look.</summary>
    public const int ManifestsKept = 3;

    private const string UnpublishedSuffix = ".tmp";
    private readonly Disk _disk;

    public ManifestFolder(Disk disk, string directory, SinkIdentity sink)
    {
        _disk = disk;
        Sink = sink;
        Location = Path.Combine(directory, "_streamflow", sink.Folder);
        OpenFiles = Path.Combine(Location, "open");
    }

    public SinkIdentity Sink { get; }

    public string Location { get; }

    /// <summary>Where the hidden data files are.</summary>
    public string OpenFiles { get; }

    /// <summary>The newest manifest; null where there is none.</summary>
    /// <exception cref="StreamFaultException">It is damaged, of a later format, or another sink's.</exception>
    public SinkManifest? ReadNewest()
    {
        var numbers = Numbers();
        if (numbers.Count == 0)
            return null;
        var path = PathOf(numbers[^1]);
        try
        {
            var manifest = ManifestCodec.Read(_disk.Read(path) ?? throw new FormatException("it is gone"));
            if (manifest.Number != numbers[^1])
                throw new FormatException("it is another manifest's content");
            return manifest.Sink == Sink ? manifest
                : throw StreamFaultException.User($"the folder belongs to {manifest.Sink}, not to {Sink}", "give one of the two sinks another name: .To(sink, \"name\")", path);
        }
        catch (FormatException damage)
        {
            throw StreamFaultException.External(
                $"the manifest cannot be used: {damage.Message}",
                "restore it from a copy, or run the StreamFlow that wrote it; an older manifest must not take its place: rows that are visible already would come again",
                path, inner: damage);
        }
    }

    /// <summary>Writes the manifest under a name that says nothing yet, durably: what can fail has failed then.</summary>
    public void Prepare(SinkManifest manifest)
    {
        var content = ManifestCodec.Write(manifest);
        using var file = _disk.Create(PreparedPathOf(manifest));
        file.Write(content, 0);
        file.Flush();
    }

    /// <summary>Publishes the prepared manifest; false where somebody else came first.</summary>
    public bool TryPublish(SinkManifest manifest)
    {
        var prepared = PreparedPathOf(manifest);
        // A link whose answer was lost on the way from a file server is there, and ours by its content.
        if (!_disk.TryLink(prepared, PathOf(manifest.Number)) && !IsOurs(manifest))
            return false;
        _disk.Delete(prepared);
        _disk.FlushDirectory(Location);
        return Numbers()[^1] == manifest.Number;
    }

    /// <summary>Deletes what nobody needs any more, oldest first.</summary>
    public void Prune()
    {
        foreach (var number in Numbers().SkipLast(ManifestsKept))
            _disk.Delete(PathOf(number));
    }

    /// <summary>Deletes a manifest that will not be published.</summary>
    public void Discard(SinkManifest prepared) => _disk.Delete(PreparedPathOf(prepared));

    /// <summary>Deletes prepared manifests of instances that are gone. One that another instance is about to publish is fenced already.</summary>
    public void ClearUnpublished()
    {
        foreach (var name in _disk.List(Location).Where(name => name.EndsWith(UnpublishedSuffix, StringComparison.Ordinal)))
            _disk.Delete(Path.Combine(Location, name));
    }

    private bool IsOurs(SinkManifest manifest) => _disk.Read(PathOf(manifest.Number)) is { } there && there.AsSpan().SequenceEqual(ManifestCodec.Write(manifest));

    private List<long> Numbers() => [.. _disk.List(Location).Select(ManifestName.TryParse).OfType<long>().Order()];

    private string PreparedPathOf(SinkManifest manifest) => Path.Combine(Location, $"{ManifestName.Of(manifest.Number)}.{manifest.Instance}{UnpublishedSuffix}");

    private string PathOf(long number) => Path.Combine(Location, ManifestName.Of(number));
}
