using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using StreamFlow.Connectors;
using StreamFlow.Kafka.Clusters;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Writing;

/// <summary>
/// The transactions of a job's sinks on one cluster: one producer, one marker. librdkafka cannot tell what became of a commit whose answer is lost, so then the producer is thrown
/// away, a new one with the same transactional id ends what was open, the marker tells the outcome, and rows that are not there are sent again.
/// </summary>
internal sealed class KafkaCommitter : SinkCommitter
{
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(30);
    private readonly ClusterSettings _cluster;
    private readonly TopicToWrite _topic;
    private readonly ConnectorContext _context;
    private readonly ILogger _logger;
    private readonly ClusterClient _client;
    private readonly EpochMarker _marker;
    private readonly List<KafkaWriter> _writers = [];
    private readonly string _name;
    private ProducerSession? _session;
    private string? _whyOnlyAtLeastOnce;
    private Generation _generation;
    private EpochNumber? _held;
    private bool? _isEmbedded;
    private bool _isOpen;
    private bool _isFenced;

    public KafkaCommitter(ClusterSettings cluster, TopicToWrite topic, ConnectorContext context)
    {
        _cluster = cluster;
        _topic = topic;
        _context = context;
        _logger = context.Loggers.CreateLogger<KafkaCommitter>();
        _name = $"{context.Application}.{context.Job}.{context.Name}";
        _client = new ClusterClient(cluster, _name, _logger);
        _marker = new EpochMarker(_client, _name, topic.Topic);
    }

    /// <summary>The job whose rows these are.</summary>
    public string Job => _context.Job;

    public override string? WhyOnlyAtLeastOnce => _whyOnlyAtLeastOnce;

    public override TimeSpan? TransactionTimeout =>
        _session is { IsTransactional: false } ? null : TimeSpan.FromMilliseconds(_cluster.Milliseconds("transaction.timeout.ms", 60_000));

    /// <summary>The epoch that is being written.</summary>
    public EpochNumber Epoch { get; private set; }

    /// <summary>Whether the topics hold the epoch already: a replay writes nothing.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>For tests: acts in the place of a commit's answer, given the producer's commit.</summary>
    internal Func<Func<NativeError?>, NativeError?> CommitCall { get; set; } = commit => commit();

    public override async Task<Generation> GetLastGenerationAsync(CancellationToken cancellation) =>
        await IsTransactionalAsync(cancellation).ConfigureAwait(false) ? await _marker.ReadGenerationAsync(cancellation).ConfigureAwait(false) : default;

    public override async Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation)
    {
        _generation = generation;
        if (!await IsTransactionalAsync(cancellation).ConfigureAwait(false))
        {
            _session = NewSession(null);
            return SinkMarker.NotTracked;
        }

        await _marker.ClaimAsync(generation, cancellation).ConfigureAwait(false);
        await FenceAsync().ConfigureAwait(false);
        _held = await _marker.ReadEpochAsync(cancellation).ConfigureAwait(false);
        return _held is { } epoch ? SinkMarker.At(epoch) : SinkMarker.None;
    }

    public override async Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        if (!Session.IsTransactional)
            return;
        Epoch = epoch;
        IsHeld = false;
        Begin();
        await UntilDoneAsync(epoch, () => Stage(epoch), () => SendAgain(epoch), cancellation).ConfigureAwait(false);
        await CommitStagedAsync(epoch, cancellation).ConfigureAwait(false);
    }

    public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        Epoch = epoch;
        IsHeld = Session.IsTransactional && epoch <= (_held ?? EpochNumber.None);
        if (!IsHeld)
            Begin();
        return Task.CompletedTask;
    }

    public override async Task StageAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        Invariant.Require(epoch == Epoch);
        if (IsHeld)
            return;
        if (Session.IsTransactional)
        {
            await UntilDoneAsync(epoch, () => Stage(epoch), () => SendAgain(epoch), cancellation).ConfigureAwait(false);
            return;
        }

        var error = await Task.Run(() => Session.Flush(CallTime), CancellationToken.None).ConfigureAwait(false);
        if (error is not null)
            throw Fault(error);
        Forget();
    }

    public override async Task CommitAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        Invariant.Require(epoch == Epoch);
        if (Session.IsTransactional && !IsHeld && epoch != _held)
            await CommitStagedAsync(epoch, cancellation).ConfigureAwait(false);
    }

    public override async Task AbortAsync(CancellationToken cancellation)
    {
        if (_session is null)
            return;
        // With requests under way an abort could overtake them, and they would be part of the next transaction: a new producer makes the broker refuse them.
        var isTransactional = _session.IsTransactional;
        await Task.Run(_session.Dispose, CancellationToken.None).ConfigureAwait(false);
        _isOpen = false;
        Forget();
        // Who was fenced must not fence in turn.
        if (_isFenced)
            return;
        if (isTransactional)
        {
            await _marker.RequireNoneNewerAsync(_generation, cancellation).ConfigureAwait(false);
            await FenceAsync().ConfigureAwait(false);
        }
        else
        {
            _session = NewSession(null);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_session is { } session)
            await Task.Run(() => session.Close(_isOpen)).ConfigureAwait(false);
        _client.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The partitions of an existing topic, or of one made now.</summary>
    /// <exception cref="StreamFaultException">There is no such topic.</exception>
    internal int RequireTopic(TopicToWrite topic)
    {
        EnsureTopicAsync(topic, CancellationToken.None).GetAwaiter().GetResult();
        return _client.GetTopic(topic.Topic).Partitions.Count;
    }

    /// <returns>The writer's number, by the order of opening.</returns>
    internal int Register(KafkaWriter writer)
    {
        lock (_writers)
        {
            _writers.Add(writer);
            return _writers.Count - 1;
        }
    }

    /// <summary>Hands encoded rows to the producer; called by the writers' threads.</summary>
    internal void Send(ChunkSender sender, EncodedChunk chunk)
    {
        var error = Session.Producer.DeliveryError ?? sender.Send(Session.Producer, chunk, CallTime);
        if (error is not null)
            throw Fault(Session.Producer.FatalError ?? error);
    }

    /// <summary>Waiting longer than a transaction lives cannot help: the broker ends it then, if the commit has not.</summary>
    private TimeSpan CommitTime => TransactionTimeout is { } timeout && timeout < CallTime ? timeout : CallTime;

    private ProducerSession Session => _session ?? throw StreamFaultException.Internal("a sink's committer is used before it is open");

    private NativeError? Stage(EpochNumber epoch) =>
        // While the records are on their way, so that neither waits for the other.
        _marker.Send(Session.Producer, epoch, CommitTime) ?? Session.Flush(CallTime);

    private async Task CommitStagedAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        NativeError? Commit() => CommitCall(() => Session.Producer.Commit(CommitTime));
        await UntilDoneAsync(epoch, Commit, () => SendAgain(epoch) ?? Commit(), cancellation).ConfigureAwait(false);
        _held = epoch;
        _isOpen = false;
        Forget();
    }

    /// <summary>Runs a step until the epoch is where the step takes it, over as many producers as it needs.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="step">The step with the producer at hand.</param>
    /// <param name="again">The way to the same place with a new producer.</param>
    /// <param name="cancellation">Ends it.</param>
    private async Task UntilDoneAsync(EpochNumber epoch, Func<NativeError?> step, Func<NativeError?> again, CancellationToken cancellation)
    {
        var deadline = Environment.TickCount64 + (long)(2 * CallTime).TotalMilliseconds;
        var error = await Task.Run(step, CancellationToken.None).ConfigureAwait(false);
        while (error is not null)
        {
            error = Session.Producer.FatalError ?? error;
            if (error.IsFenced || SinkFaults.IsLasting(error.Code) || Environment.TickCount64 > deadline)
                throw Fault(error);
            _logger.AskingMarker(_name, epoch, error.Reason);
            if (await ResolveAsync(epoch, cancellation).ConfigureAwait(false))
                return;
            error = await Task.Run(again, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Finds out what became of an epoch.</summary>
    /// <returns>Whether the topics hold it.</returns>
    private async Task<bool> ResolveAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        await Task.Run(Session.Dispose, CancellationToken.None).ConfigureAwait(false);
        await _marker.RequireNoneNewerAsync(_generation, cancellation).ConfigureAwait(false);
        await FenceAsync().ConfigureAwait(false);
        var found = await _marker.ReadEpochAsync(cancellation).ConfigureAwait(false);
        Invariant.Require(found == epoch || found == _held, $"the marker {_marker.Group} stands at {found}; it can be {_held} or {epoch}");
        _logger.CommitResolved(_name, epoch, found == epoch ? "was committed" : "was not committed; its rows are sent again");
        return found == epoch;
    }

    private NativeError? SendAgain(EpochNumber epoch)
    {
        try
        {
            Begin();
            foreach (var writer in _writers)
                writer.SendKept();
        }
        catch (StreamFaultException e) when (e.CanRetry)
        {
            // The new producer failed, too: the next round makes another.
            return new NativeError(ErrorCode.Local_Fail, e.Problem, false);
        }

        return Stage(epoch);
    }

    private void Begin()
    {
        if (Session.IsTransactional && Session.Producer.Begin() is { } error)
            throw Fault(Session.Producer.FatalError ?? error);
        _isOpen = true;
    }

    /// <summary>A new producer with the group's transactional id: every older one is refused from here on, and what it left open is ended.</summary>
    private async Task FenceAsync()
    {
        _session = NewSession($"{_context.Application}.{_context.Job}.kafka.{_cluster.Cluster}");
        var error = await Task.Run(() => Session.Producer.InitTransactions(CallTime), CancellationToken.None).ConfigureAwait(false);
        if (error is not null)
            throw Fault(error);
    }

    private ProducerSession NewSession(string? transactionalId) =>
        new(new NativeProducer(ProducerSettings.For(_cluster, transactionalId), _writers, _logger), transactionalId is not null);

    private void Forget()
    {
        foreach (var writer in _writers)
            writer.Forget();
    }

    private async Task EnsureTopicAsync(TopicToWrite topic, CancellationToken cancellation)
    {
        var found = await _client.AskAsync($"asking for topic '{topic.Topic}'", _ => _client.FindTopic(topic.Topic), cancellation).ConfigureAwait(false);
        if (found is not null)
            return;
        if (topic.Creation is null)
            throw KafkaFaults.UnknownTopic(topic.Topic, _cluster);
        await _client.CreateTopicAsync(topic.Creation, topic.Topic, cancellation).ConfigureAwait(false);
        await _client.WaitForTopicAsync(topic.Topic, cancellation).ConfigureAwait(false);
        _logger.TopicCreated(topic.Topic, topic.Creation.Partitions);
    }

    /// <summary>Whether rows go in transactions; finds the topic and the kind of cluster at the first call.</summary>
    private async Task<bool> IsTransactionalAsync(CancellationToken cancellation)
    {
        if (_isEmbedded is null)
        {
            await EnsureTopicAsync(_topic, cancellation).ConfigureAwait(false);
            _isEmbedded = await _client.AskAsync("asking for the cluster's id", _ => _client.IsEmbedded(), cancellation).ConfigureAwait(false);
            if (_isEmbedded.Value && _context.Guarantee == ProcessingGuarantee.ExactlyOnce)
                _whyOnlyAtLeastOnce = "the embedded broker drops offsets that are sent in transactions";
        }

        return !_isEmbedded.Value && _context.Guarantee == ProcessingGuarantee.ExactlyOnce;
    }

    private StreamFaultException Fault(NativeError error)
    {
        if (!error.IsFenced)
            return SinkFaults.From(error, _cluster, CallTime, _session?.Producer.Events.LastError);
        _isFenced = true;
        try
        {
            _marker.RequireNoneNewerAsync(_generation, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (StreamFaultException takenOver)
        {
            return takenOver;
        }

        return SinkFaults.StoodStill(_name, TransactionTimeout ?? TimeSpan.Zero);
    }
}
