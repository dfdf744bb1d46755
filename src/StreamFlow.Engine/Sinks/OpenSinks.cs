using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Engine.Faults;
using StreamFlow.Operators;
using StreamFlow.Plan;
using StreamFlow.Plan.Nodes;
using StreamFlow.State;
using StreamFlow.State.Pages;

namespace StreamFlow.Engine.Sinks;

/// <summary>All sinks of a query, by commit group.</summary>
internal sealed class OpenSinks : IAsyncDisposable
{
    private readonly Dictionary<SinkNode, CommitGroup> _groupOf = [];
    private readonly List<SinkFeed> _feeds = [];

    private readonly bool _storesRows;
    private readonly FaultPoints _faults;

    private OpenSinks(IReadOnlyList<CommitGroup> groups, bool storesRows, FaultPoints faults)
    {
        Groups = groups;
        _storesRows = storesRows;
        _faults = faults;
    }

    public IReadOnlyList<CommitGroup> Groups { get; }

    /// <summary>The shortest time within which an epoch must be committed; null when no sink has a limit.</summary>
    public TimeSpan? TransactionTimeout => Groups.Min(group => group.Committer.TransactionTimeout);

    /// <summary>Makes the committers; nothing is connected yet.</summary>
    public static OpenSinks Create(LogicalPlan plan, Func<string, ConnectorContext> contextOf, FaultPoints faults)
    {
        var groups = new List<CommitGroup>();
        var groupOf = new Dictionary<SinkNode, CommitGroup>();
        foreach (var members in plan.Sinks.GroupBy(sink => sink.Spec.CommitGroup))
        {
            var first = members.First();
            var group = new CommitGroup(members.Key, [.. members.Select(sink => sink.Name)], first.Spec.OpenCommitter(contextOf(first.Name)), faults);
            groups.Add(group);
            foreach (var sink in members)
                groupOf.Add(sink, group);
        }

        var open = new OpenSinks(groups, storesRows: plan.WhyNotReplayable is not null, faults);
        foreach (var (sink, group) in groupOf)
            open._groupOf.Add(sink, group);
        return open;
    }

    /// <summary>The end of a chain that feeds the sink from one lane.</summary>
    public RowConsumer OpenFeed(SinkNode sink, LaneId lane)
    {
        var group = _groupOf[sink];
        var feed = new SinkFeed(
            sink.Name, lane, group, sink.Spec.OpenWriter(group.Committer, sink.Schema), _storesRows ? new StoredRows(sink.Name, lane.ToString()) : null);
        _feeds.Add(feed);
        return feed;
    }

    public void Reset()
    {
        foreach (var feed in _feeds)
            feed.Reset();
    }

    /// <summary>What each sink got since <see cref="Reset"/>, by name in ordinal order.</summary>
    public IReadOnlyList<Checkpoints.Log.SinkEpoch> Totals() =>
    [
        .. _groupOf.Keys.Select(sink => sink.Name).Order(StringComparer.Ordinal).Select(name =>
        {
            var feeds = _feeds.Where(feed => feed.Sink == name).ToList();
            return new Checkpoints.Log.SinkEpoch(name, feeds.Sum(feed => feed.Rows), feeds.Aggregate(0UL, (sum, feed) => sum + feed.Hash));
        }),
    ];

    /// <summary>The epoch's rows of all sinks, for a job that cannot be replayed.</summary>
    public IReadOnlyList<StatePage> StoredPages() => [.. _feeds.SelectMany(feed => feed.Stored?.Pages() ?? [])];

    /// <summary>Gives a page of stored rows to the sinks of the groups that take rows now.</summary>
    /// <param name="sink">The sink's name.</param>
    /// <param name="lane">The lane that the rows came by.</param>
    /// <param name="page">As <see cref="StoredPages"/> gave it.</param>
    public void Resend(string sink, string lane, ReadOnlySpan<byte> page)
    {
        var feed = _feeds.FirstOrDefault(feed => feed.Sink == sink && feed.Lane.ToString() == lane)
            ?? throw StreamFaultException.Internal($"stored rows for sink '{sink}' came by {lane}, which the plan does not have");
        var schema = _groupOf.Keys.Single(node => node.Name == sink).Schema;
        var reader = new PageReader(page);
        reader.RequireVersion(StoredRows.PageVersion);
        while (!reader.IsAtEnd)
        {
            var rows = new ColumnBatch(schema);
            RowPage.Read(ref reader, rows);
            feed.Consume(rows);
        }
    }

    /// <summary>Side by side; one after the other where a test watches.</summary>
    public Task ForEachAsync(Func<CommitGroup, Task> action) => ForEachAsync(Groups, action);

    /// <inheritdoc cref="ForEachAsync(Func{CommitGroup, Task})"/>
    public async Task ForEachAsync(IReadOnlyList<CommitGroup> groups, Func<CommitGroup, Task> action)
    {
        if (!_faults.AreWatched)
        {
            await Task.WhenAll(groups.Select(action)).ConfigureAwait(false);
            return;
        }

        foreach (var group in groups)
            await action(group).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var feed in _feeds)
            feed.Dispose();
        foreach (var group in Groups)
            await group.DisposeAsync().ConfigureAwait(false);
    }
}
