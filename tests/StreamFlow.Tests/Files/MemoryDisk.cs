using StreamFlow.Files.Disks;

namespace StreamFlow.Tests.Files;

/// <summary>
/// A file system that tells what is durable from what is only written, and dies at any operation. A directory's names and a file's bytes are durable once flushed;
/// <see cref="Crash"/> ends the process, <see cref="PowerCut"/> also loses what was not durable (all of it, or by chance some).
/// </summary>
internal sealed class MemoryDisk : Disk
{
    private readonly Lock _gate = new();
    private Dictionary<string, Content> _names = [];
    private Dictionary<string, Content> _durableNames = [];
    private readonly HashSet<string> _directories = [];
    private long _process;
    private bool _isDead;

    /// <summary>Operations that change something, done so far.</summary>
    public long Operations { get; private set; }

    /// <summary>The operation before which the process dies; the first is 1.</summary>
    public long DieAt { get; set; } = long.MaxValue;

    /// <summary>Whether a write that dies has written half.</summary>
    public bool Torn { get; set; }

    /// <summary>Acts before each operation, by its name and path.</summary>
    public Action<string, string> OnOperation { get; set; } = (_, _) => { };

    /// <summary>Every file that is there, with its bytes.</summary>
    public IReadOnlyDictionary<string, byte[]> Files
    {
        get
        {
            lock (_gate)
                return _names.ToDictionary(file => file.Key, file => file.Value.Bytes.ToArray());
        }
    }

    /// <summary>The process is gone; the next one finds what was written.</summary>
    public void Crash()
    {
        lock (_gate)
        {
            _process++;
            _isDead = false;
            DieAt = long.MaxValue;
        }
    }

    /// <summary>The machine is gone: what was not flushed is lost; with <paramref name="chance"/>, each of it or not.</summary>
    public void PowerCut(Random? chance)
    {
        lock (_gate)
        {
            Crash();
            // All names of a file or none: a rename is one step in every journal.
            var names = new Dictionary<string, Content>();
            foreach (var content in _names.Values.Concat(_durableNames.Values).Distinct().ToList())
            {
                foreach (var (name, _) in (chance?.Next(2) == 1 ? _names : _durableNames).Where(file => file.Value == content))
                    names.TryAdd(name, content);
            }

            foreach (var content in names.Values.Distinct())
            {
                if (content.Bytes.AsSpan().SequenceEqual(content.Durable))
                    continue;
                content.Bytes = chance is null ? content.Durable : [.. content.Bytes.AsSpan(0, Math.Min(content.Bytes.Length, Math.Max(content.Durable.Length, chance.Next(content.Bytes.Length + 1))))];
            }

            _names = names;
            _durableNames = new(names);
        }
    }

    public void Put(string path, byte[] bytes) => _names[path] = _durableNames[path] = new Content { Bytes = bytes, Durable = bytes };

    public override void CreateDirectory(string path) => Do("mkdir", path, () =>
    {
        for (var at = path; at is not null; at = Path.GetDirectoryName(at))
            _directories.Add(at);
        return true;
    });

    public override void FlushDirectory(string path) => Do("fsync", path, () =>
    {
        bool IsHere(KeyValuePair<string, Content> file) => Path.GetDirectoryName(file.Key) == path;
        var flushed = _names.Where(IsHere).Concat(_durableNames.Where(IsHere)).Select(file => file.Value).ToHashSet();
        foreach (var (name, _) in _durableNames.Where(file => flushed.Contains(file.Value)).ToList())
            _durableNames.Remove(name);
        foreach (var (name, content) in _names.Where(file => flushed.Contains(file.Value)))
            _durableNames[name] = content;
        return true;
    });

    public override IReadOnlyList<string> List(string directory)
    {
        lock (_gate)
        {
            RequireAlive(_process);
            return [.. _names.Keys.Where(name => Path.GetDirectoryName(name) == directory).Select(name => Path.GetFileName(name)).Order(StringComparer.Ordinal)];
        }
    }

    public override DiskFile Create(string path) => Do("create", path, () =>
    {
        if (!_directories.Contains(Path.GetDirectoryName(path)!))
            throw new InvalidOperationException($"no directory for {path}");
        _names[path] = new Content();
        return new MemoryDiskFile(this, path, _names[path], _process);
    });

    public override DiskFile Open(string path)
    {
        lock (_gate)
            return new MemoryDiskFile(this, path, _names[path], _process);
    }

    public override long LengthOf(string path)
    {
        lock (_gate)
            return _names.TryGetValue(path, out var content) ? content.Bytes.Length : -1;
    }

    public override byte[]? Read(string path)
    {
        lock (_gate)
            return _names.TryGetValue(path, out var content) ? content.Bytes : null;
    }

    public override bool TryLink(string path, string name) => Do("link", name, () => _names.TryGetValue(path, out var content) && _names.TryAdd(name, content));

    public override bool TryMove(string from, string to) => Do("rename", to, () =>
    {
        if (!_names.Remove(from, out var content))
            return false;
        if (!_directories.Contains(Path.GetDirectoryName(to)!))
            throw new InvalidOperationException($"no directory for {to}");
        if (_names.ContainsKey(to))
            throw new InvalidOperationException($"{to} would be replaced");
        _names[to] = content;
        return true;
    });

    public override void Delete(string path) => Do("delete", path, () => _names.Remove(path));

    internal T Do<T>(string operation, string path, Func<T> action, Action? torn = null, long? process = null)
    {
        OnOperation(operation, path);
        lock (_gate)
        {
            RequireAlive(process ?? _process);
            Operations++;
            if (Operations >= DieAt)
            {
                if (Torn)
                    torn?.Invoke();
                _isDead = true;
                throw new ProcessDiedException();
            }

            return action();
        }
    }

    private void RequireAlive(long process)
    {
        if (_isDead || process != _process)
            throw new ProcessDiedException();
    }

    private sealed class Content
    {
        public byte[] Bytes { get; set; } = [];

        public byte[] Durable { get; set; } = [];
    }

    private sealed class MemoryDiskFile(MemoryDisk disk, string path, Content content, long process) : DiskFile
    {
        public override void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var copy = bytes.ToArray();
            disk.Do("write", path, () => Put(copy, offset), () => Put(copy[..(copy.Length / 2)], offset), process);
        }

        public override int Read(Span<byte> into, long offset)
        {
            var from = content.Bytes.AsSpan((int)offset);
            var length = Math.Min(into.Length, from.Length);
            from[..length].CopyTo(into);
            return length;
        }

        public override void SetLength(long length) => disk.Do("cut", path, () => content.Bytes = content.Bytes[..(int)length], process: process);

        public override void Flush() => disk.Do("flush", path, () => content.Durable = content.Bytes, process: process);

        protected override void Dispose(bool disposing)
        {
        }

        private bool Put(byte[] bytes, long offset)
        {
            var grown = new byte[Math.Max(content.Bytes.Length, (int)offset + bytes.Length)];
            content.Bytes.CopyTo(grown, 0);
            bytes.CopyTo(grown, (int)offset);
            content.Bytes = grown;
            return true;
        }
    }
}

/// <summary>The simulated process is not there any more.</summary>
internal sealed class ProcessDiedException : Exception;
