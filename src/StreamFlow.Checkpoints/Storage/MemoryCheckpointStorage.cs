namespace StreamFlow.Checkpoints.Storage;

/// <summary>
/// A checkpoint directory in memory, for tests: it counts the operations that change something, fails the one it is told to fail, and
/// <see cref="Crash"/> leaves only what a power cut would leave. One instance outlives the crash, as a disk does; files and locks taken
/// before it are dead.
/// </summary>
public sealed class MemoryCheckpointStorage : CheckpointStorage
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MemoryFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryFile> _deleted = new(StringComparer.Ordinal);
    private StorageFaultPlan? _plan;
    private object? _holder;
    private int _life;

    public override string Location => "memory";

    /// <summary>How many changing operations were begun: create, append, flush, publish, truncate, delete.</summary>
    public long Operations { get; private set; }

    /// <summary>Fails an operation that is still to come; null takes the plan back.</summary>
    public void FailAt(StorageFaultPlan? plan)
    {
        lock (_gate)
            _plan = plan;
    }

    /// <summary>
    /// A power cut. Without <paramref name="chance"/> everything that was not flushed is lost. With it each file keeps a random part of its
    /// unflushed bytes (some zeroed, as a file system may leave them), and a deleted file may be back.
    /// </summary>
    public void Crash(Random? chance = null)
    {
        lock (_gate)
        {
            _life++;
            _holder = null;
            _plan = null;
            foreach (var (name, file) in _deleted)
                if (chance?.Next(2) == 1)
                    _files.TryAdd(name, file);
            _deleted.Clear();
            foreach (var file in _files.Values)
                file.Crash(chance);
        }
    }

    /// <summary>Replaces or adds a file, flushed: damage for tests.</summary>
    public void Put(string name, byte[] bytes)
    {
        lock (_gate)
            _files[name] = MemoryFile.Flushed(bytes);
    }

    public override IDisposable Hold()
    {
        lock (_gate)
        {
            if (_holder is not null)
                throw StorageFaults.InUse(Location);
            var holder = new object();
            _holder = holder;
            return new MemoryHold(() =>
            {
                lock (_gate)
                    _holder = ReferenceEquals(_holder, holder) ? null : _holder;
            });
        }
    }

    public override CheckpointFile? TryCreate(string name)
    {
        lock (_gate)
        {
            Begin(name, "create the file");
            if (_files.ContainsKey(name))
                return null;
            _files.Add(name, new MemoryFile());
            _deleted.Clear();
            return new MemoryCheckpointFile(this, name, 0, _life);
        }
    }

    public override CheckpointFile OpenAppend(string name)
    {
        lock (_gate)
            return new MemoryCheckpointFile(this, name, Find(name).Length, _life);
    }

    public override bool TryPublish(string name, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            var temporary = name + TemporarySuffix;
            if (Begin(name, "publish the file", canTear: true) is { } torn)
            {
                _files[temporary] = new MemoryFile();
                _files[temporary].Append(content[..(content.Length / 2)]);
                throw torn;
            }

            if (_files.ContainsKey(name))
                return false;
            _files[name] = MemoryFile.Flushed(content.ToArray());
            _files.Remove(temporary);
            _deleted.Clear();
            return true;
        }
    }

    public override long LengthOf(string name)
    {
        lock (_gate)
            return _files.TryGetValue(name, out var file) ? file.Length : -1;
    }

    public override int Read(string name, long offset, Span<byte> into)
    {
        lock (_gate)
            return Find(name).Read(offset, into);
    }

    public override IReadOnlyList<string> List()
    {
        lock (_gate)
            return [.. _files.Keys];
    }

    public override void Truncate(string name, long length)
    {
        lock (_gate)
        {
            Begin(name, "cut the file");
            Find(name).Truncate(length);
        }
    }

    public override void Delete(string name)
    {
        lock (_gate)
        {
            Begin(name, "delete the file");
            if (_files.Remove(name, out var file))
                _deleted[name] = file;
        }
    }

    internal void Append(string name, int life, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            RequireAlive(name, life);
            var torn = Begin(name, "write the file", canTear: true);
            Find(name).Append(torn is null ? bytes : bytes[..(bytes.Length / 2)]);
            if (torn is not null)
                throw torn;
        }
    }

    internal void Flush(string name, int life)
    {
        lock (_gate)
        {
            RequireAlive(name, life);
            Begin(name, "flush the file");
            Find(name).Flush();
        }
    }

    private MemoryFile Find(string name) => _files.TryGetValue(name, out var file) ? file : throw StorageFaults.Missing(Location, name);

    private void RequireAlive(string name, int life)
    {
        if (life != _life)
            throw StorageFaults.Failed(Location, name, "use a file that was opened before the crash", inner: null);
    }

    /// <summary>Counts the operation. Throws if it is to fail whole; returns the error to throw once half of it is done.</summary>
    private StreamFaultException? Begin(string name, string doing, bool canTear = false)
    {
        Operations++;
        if (_plan is not { } plan || Operations < plan.Operation || (Operations > plan.Operation && !plan.AndAllAfter))
            return null;
        var fault = StorageFaults.Failed(Location, name, doing, new IOException("a fault was injected"));
        return plan.Torn && canTear && Operations == plan.Operation ? fault : throw fault;
    }
}
