using Microsoft.Extensions.Logging;
using Npgsql;
using StreamFlow.Connectors;
using StreamFlow.Postgres.Connections;
using StreamFlow.Postgres.Tables;

namespace StreamFlow.Postgres.Writing;

/// <summary>
/// The transactions of a job's tables on one connection: one session, one marker. Rows wait in the writers' buffers; the transaction begins when the epoch is staged, with the
/// marker's move, and holds the marker's row until it ends. Whatever breaks it (a lost connection, a conflict, an ended session), it is made again from the kept rows, and the
/// marker's condition finds out whether the one before was committed after all. So an epoch has no time limit.
/// </summary>
internal sealed class PostgresCommitter : SinkCommitter
{
    /// <summary>What an epoch's rows may take until its outcome is known.</summary>
    internal const long EpochBytesMax = 2L << 30;

    private readonly ConnectionSettings _settings;
    private readonly ConnectorContext _context;
    private readonly ILogger _logger;
    private readonly string _name;
    private readonly EpochMarker _marker;
    private readonly MarkerLock _lock;
    private readonly Retrying _retrying;
    private readonly Dictionary<SinkSpec, TableLoad> _loads = [];
    private PostgresSession? _session;
    private Generation _generation;
    private EpochNumber? _held;
    private long _keptBytes;
    private bool _isStaged;

    public PostgresCommitter(ConnectionSettings settings, string connection, ConnectorContext context)
    {
        _settings = settings;
        _context = context;
        _logger = context.Loggers.CreateLogger<PostgresCommitter>();
        _name = $"{context.Application}.{context.Job}.{connection}";
        _marker = new EpochMarker(settings, context, connection);
        _lock = new MarkerLock(_marker, settings, _name, _logger);
        _retrying = new Retrying(settings, context.Time, _name, _logger);
    }

    /// <summary>The epoch that is being written.</summary>
    public EpochNumber Epoch { get; private set; }

    /// <summary>Whether the tables hold the epoch already: a replay writes nothing.</summary>
    public bool IsHeld { get; private set; }

    private long Rows => _loads.Values.Sum(load => load.Rows);

    public override Task<Generation> GetLastGenerationAsync(CancellationToken cancellation) =>
        AtStartAsync("asking for the job's generation", session => _marker.ReadGenerationAsync(session, cancellation), cancellation);

    public override async Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation)
    {
        // A session names its generation, so that the next one knows whom it may end.
        await DropAsync().ConfigureAwait(false);
        _generation = generation;
        _held = await AtStartAsync("opening the tables", async session =>
        {
            await _marker.EnsureTableAsync(session, cancellation).ConfigureAwait(false);
            var epoch = await _lock.BeginAsync(session, generation, () => _marker.ClaimAsync(session, generation, cancellation), cancellation).ConfigureAwait(false);
            await session.ExecuteAsync("COMMIT", cancellation).ConfigureAwait(false);
            return epoch;
        }, cancellation).ConfigureAwait(false);
        return _held is { } held ? SinkMarker.At(held) : SinkMarker.None;
    }

    public override async Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        await AtStartAsync("setting the job's epoch", async session =>
        {
            await _marker.SetAsync(session, epoch, _generation, cancellation).ConfigureAwait(false);
            return true;
        }, cancellation).ConfigureAwait(false);
        _held = epoch;
    }

    public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        Forget();
        Epoch = epoch;
        IsHeld = epoch <= (_held ?? EpochNumber.None);
        return Task.CompletedTask;
    }

    public override async Task StageAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        Invariant.Require(epoch == Epoch);
        if (!IsHeld)
            await RetryAsync($"staging epoch {epoch}", () => StageOnceAsync(epoch, cancellation), cancellation).ConfigureAwait(false);
    }

    public override async Task CommitAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        Invariant.Require(epoch == Epoch);
        if (IsHeld || epoch <= (_held ?? EpochNumber.None))
            return;
        await RetryAsync($"committing epoch {epoch}", () => CommitOnceAsync(epoch, cancellation), cancellation).ConfigureAwait(false);
        _held = epoch;
        PostgresMetrics.Rows.Add(Rows, new KeyValuePair<string, object?>("sink", _name));
        PostgresMetrics.Bytes.Add(_keptBytes, new KeyValuePair<string, object?>("sink", _name));
        Forget();
    }

    public override async Task AbortAsync(CancellationToken cancellation)
    {
        await DropAsync().ConfigureAwait(false);
        Forget();
    }

    public override async ValueTask DisposeAsync()
    {
        await DropAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A writer to a sink's table; the first one looks at the table, and makes it where it may.</summary>
    /// <exception cref="StreamFaultException">There is no such table, or the rows do not fit it.</exception>
    internal PostgresWriter OpenWriter(SinkSpec sink, TableRequest request)
    {
        if (!_loads.TryGetValue(sink, out var load))
        {
            var opening = new TableOpening(request, _settings, _logger);
            var (table, columns) = AtStartAsync(
                $"asking for table {request.Address}", session => opening.OpenAsync(session, CancellationToken.None), CancellationToken.None).GetAwaiter().GetResult();
            _loads.Add(sink, load = new TableLoad(request, table, columns, _loads.Count));
        }

        return load.AddWriter(this);
    }

    /// <summary>Counts what a writer keeps; called by the writers' threads, once a batch.</summary>
    /// <exception cref="StreamFaultException">The epoch is too large to be kept.</exception>
    internal void Keep(long bytes)
    {
        if (Interlocked.Add(ref _keptBytes, bytes) > EpochBytesMax)
        {
            throw StreamFaultException.User(
                $"epoch {Epoch} has more than {EpochBytesMax >> 30} GiB of rows for PostgreSQL, and they are kept until they are committed",
                "make epochs smaller: --max-rows-per-epoch N, and --trigger available-now in place of once");
        }
    }

    /// <summary>Makes the epoch's transaction up to its commit.</summary>
    /// <returns>False when the tables hold the epoch already.</returns>
    private async Task<bool> StageOnceAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        var session = await SessionAsync(cancellation).ConfigureAwait(false);
        foreach (var load in _loads.Values)
            await load.PrepareAsync(session, cancellation).ConfigureAwait(false);
        if (!await _lock.BeginAsync(session, _generation, () => _marker.AdvanceAsync(session, epoch, _generation, cancellation), cancellation).ConfigureAwait(false))
        {
            await session.ExecuteAsync("ROLLBACK", cancellation).ConfigureAwait(false);
            return false;
        }

        foreach (var load in _loads.Values)
            await load.SendAsync(session, cancellation).ConfigureAwait(false);
        await CheckConstraintsAsync(session, cancellation).ConfigureAwait(false);
        return _isStaged = true;
    }

    /// <summary>What is deferred to the commit is checked now: after the epoch is logged nothing may be refused.</summary>
    private static async Task CheckConstraintsAsync(PostgresSession session, CancellationToken cancellation)
    {
        try
        {
            await session.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE", cancellation).ConfigureAwait(false);
        }
        catch (PostgresException error) when (RowFaults.IsAboutRow(error))
        {
            throw RowFaults.From(error, table: null, row: null, isUpsert: false);
        }
    }

    private async Task<bool> CommitOnceAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        if (!_isStaged)
        {
            if (!await StageOnceAsync(epoch, cancellation).ConfigureAwait(false))
            {
                _logger.WasCommitted(_name, epoch);
                return false;
            }

            _logger.SendingAgain(_name, epoch, Rows);
        }

        // From here on only the marker knows.
        _isStaged = false;
        await _session!.ExecuteAsync("COMMIT", cancellation).ConfigureAwait(false);
        return true;
    }

    private Task<T> AtStartAsync<T>(string doing, Func<PostgresSession, Task<T>> step, CancellationToken cancellation) => _retrying.RunAsync(
        doing, async () => await step(await SessionAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false), DropAsync, RetryBackoff.RetriesMaxAtStart, cancellation);

    private Task<T> RetryAsync<T>(string doing, Func<Task<T>> step, CancellationToken cancellation) =>
        _retrying.RunAsync(doing, step, DropAsync, RetryBackoff.RetriesMax, cancellation);

    private async Task<PostgresSession> SessionAsync(CancellationToken cancellation)
    {
        if (_session is { IsOpen: false })
            await DropAsync().ConfigureAwait(false);
        return _session ??= await PostgresSession.OpenAsync(_settings, MarkerHolder.NameOf(_generation, _context.Application, _context.Job), cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends an open transaction with its session: how far that can be used again after an error costs more to find out than a new one.</summary>
    private async Task DropAsync()
    {
        _isStaged = false;
        if (_session is not { } session)
            return;
        _session = null;
        await session.DisposeAsync().ConfigureAwait(false);
    }

    private void Forget()
    {
        foreach (var load in _loads.Values)
            load.Forget();
        _keptBytes = 0;
    }
}
