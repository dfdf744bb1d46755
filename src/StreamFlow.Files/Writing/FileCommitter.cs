using System.Security.Cryptography;
using StreamFlow.Connectors;
using StreamFlow.Files.Disks;
using StreamFlow.Files.Manifests;

namespace StreamFlow.Files.Writing;

/// <summary>
/// The commits of the sinks in one directory. A commit is one manifest, published under the next number: who publishes a number has the directory, and a second one fails.
/// <code>
/// stage:   hidden files written and flushed ─→ next manifest written and flushed under a name that says nothing
/// commit:  manifest linked to its number ─→ complete files get their visible names   (a crash between: the next start does it)
/// </code>
/// </summary>
internal sealed class FileCommitter : SinkCommitter
{
    private const int FenceAttemptsMax = 100;
    private readonly ManifestFolder _folder;
    private readonly VisibleFiles _visible;
    private readonly List<PartSet> _parts = [];
    private readonly string _instance = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private SinkManifest? _held;
    private SinkManifest? _staged;
    private bool _isPublishing;
    private bool _isVisible = true;
    private bool _isFenced;

    public FileCommitter(Disk disk, string directory, SinkIdentity sink, ConnectorContext context)
    {
        Disk = disk;
        Context = context;
        _folder = new ManifestFolder(disk, directory, sink);
        _visible = new VisibleFiles(disk, directory, _folder.OpenFiles);
    }

    public Disk Disk { get; }

    public ConnectorContext Context { get; }

    /// <summary>Where hidden files are.</summary>
    public string OpenFolder => _folder.OpenFiles;

    public SinkIdentity Sink => _folder.Sink;

    /// <summary>The number of the manifest that fenced all others; known after <see cref="OpenAsync"/>.</summary>
    public long Start { get; private set; }

    /// <summary>Whether the files hold the epoch already: a replay writes nothing.</summary>
    public bool IsHeld { get; private set; }

    public override Task<Generation> GetLastGenerationAsync(CancellationToken cancellation) =>
        Task.Run(() => _folder.ReadNewest()?.Generation ?? default, cancellation);

    public override Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation) => Task.Run(() => Open(generation), cancellation);

    public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation) => Task.Run(
        () =>
        {
            Prepare(Next(Held, epoch) with { Complete = [], Growing = [] });
            Publish();
        }, CancellationToken.None);

    public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        IsHeld = Held.Epoch is { } held && epoch <= held;
        return Task.CompletedTask;
    }

    public override Task StageAsync(EpochNumber epoch, CancellationToken cancellation) => IsHeld ? Task.CompletedTask : StagePartsAsync(epoch, all: false);

    public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation) => Task.Run(Publish, CancellationToken.None);

    public override Task FinishAsync(CancellationToken cancellation) => Task.Run(
        async () =>
        {
            if (Held.Epoch is not { } epoch || Held.Growing.Count == 0)
                return;
            await StagePartsAsync(epoch, all: true).ConfigureAwait(false);
            Publish();
        }, CancellationToken.None);

    public override Task AbortAsync(CancellationToken cancellation) => Task.Run(Abort, CancellationToken.None);

    /// <summary>Takes a writer's files into the commits.</summary>
    /// <param name="open">Makes them, given the writer's number by the order of opening.</param>
    internal PartSet Register(Func<int, PartSet> open)
    {
        lock (_parts)
        {
            var parts = open(_parts.Count);
            _parts.Add(parts);
            return parts;
        }
    }

    private SinkManifest Held => _held ?? throw StreamFaultException.Internal("a sink's committer is used before it is open");

    private SinkMarker Open(Generation generation)
    {
        Disk.CreateDirectory(_folder.OpenFiles);
        _held = Fence(generation);
        Start = _held.Number;
        var recovery = new FileRecovery(Disk, _folder, _visible);
        recovery.FinishComplete(_held);
        if (_held.Growing.Count > 0)
        {
            Prepare(Next(_held, _held.Epoch) with { Complete = recovery.CopyGrowing(_held), Growing = [] });
            Publish();
        }

        recovery.Clear(_held);
        return _held.Epoch is { } epoch ? SinkMarker.At(epoch) : SinkMarker.None;
    }

    /// <summary>Takes the next number, with what the newest manifest says: whoever was about to publish it cannot any more.</summary>
    private SinkManifest Fence(Generation generation)
    {
        for (var attempt = 0; attempt < FenceAttemptsMax; attempt++)
        {
            var newest = _folder.ReadNewest();
            if (newest is not null && newest.Generation.Value > generation.Value)
                throw TakenOver(newest);
            var fence = new SinkManifest
            {
                Number = (newest?.Number ?? 0) + 1,
                Sink = _folder.Sink,
                Generation = generation,
                Instance = _instance,
                Epoch = newest?.Epoch,
                Complete = newest?.Complete ?? [],
                Growing = newest?.Growing ?? [],
            };
            _folder.Prepare(fence);
            if (_folder.TryPublish(fence))
                return fence;
            _folder.Discard(fence);
        }

        throw StreamFaultException.User($"other instances of the job open '{_folder.Location}' all the time", "run one instance of a job at a time");
    }

    private SinkManifest Next(SinkManifest before, EpochNumber? epoch) => before with { Number = before.Number + 1, Instance = _instance, Epoch = epoch };

    private async Task StagePartsAsync(EpochNumber epoch, bool all)
    {
        var hasNewNames = _parts.Exists(parts => parts.HasNewNames);
        await Task.WhenAll(_parts.Select(parts => Task.Run(() => parts.Stage(all)))).ConfigureAwait(false);
        if (hasNewNames)
            Disk.FlushDirectory(_folder.OpenFiles);
        Prepare(Next(Held, epoch) with { Complete = [.. _parts.SelectMany(parts => parts.Complete)], Growing = [.. _parts.SelectMany(parts => parts.Growing)] });
    }

    private void Prepare(SinkManifest next)
    {
        _visible.MakeFolders(next.Complete);
        _folder.Prepare(next);
        _staged = next;
    }

    /// <summary>Publishes what is staged, if anything is. After a failure it may be called again, and goes on where it failed.</summary>
    private void Publish()
    {
        if (_staged is { } next)
        {
            _isPublishing = true;
            if (!_folder.TryPublish(next))
            {
                _isFenced = true;
                throw TakenOver(_folder.ReadNewest());
            }

            (_held, _staged, _isPublishing, _isVisible) = (next, null, false, false);
            foreach (var parts in _parts)
                parts.Commit();
        }

        if (_isVisible)
            return;
        _visible.Publish(Held.Complete);
        _folder.Prune();
        _isVisible = true;
    }

    private void Abort()
    {
        // Whether a manifest that is being published is there only the next start can tell, and who was fenced has no files any more.
        if (_isPublishing || _isFenced)
            return;
        foreach (var parts in _parts)
            parts.Abort();
        if (_staged is { } staged)
            _folder.Discard(staged);
        _staged = null;
    }

    private StreamFaultException TakenOver(SinkManifest? by) => StreamFaultException.User(
        $"another instance of the job has taken over: this one may not write any more (generation {by?.Generation}, manifest {by?.Number})",
        "run one instance of a job at a time; a second environment that writes into the same directory needs an application name of its own", _folder.Location);
}
