using StreamFlow.Data;
using StreamFlow.Operators;
using StreamFlow.Operators.Merging;
using StreamFlow.State;

namespace StreamFlow.Tests.Operators.Aggregates;

/// <summary>Runs logs through a merge in epochs and batches that are cut at random, if asked for with a new operator restored after each epoch.</summary>
internal sealed class MergeRun(Func<MergeOperator> create, List<Reading>[] logs, long outOfOrderness)
{
    private readonly Dictionary<(string Lane, string Page), ReadOnlyMemory<byte>> _stored = [];
    private readonly ColumnBatch _batch = new(Readings.Schema);
    private readonly int[] _next = new int[logs.Length];
    private RowConsumer[] _lanes = [];

    public Collected Output { get; } = new();

    /// <summary>Rows out after each epoch.</summary>
    public List<int> EpochEnds { get; } = [];

    public long LateRows { get; private set; }

    public MergeOperator Operator { get; private set; } = null!;

    public MergeRun All(Random cuts, int epochRowsMax, int batchRowsMax, bool restores)
    {
        Start();
        while (logs.Where((log, lane) => _next[lane] < log.Count).Any())
        {
            for (var lane = 0; lane < logs.Length; lane++)
                Feed(lane, cuts.Next(epochRowsMax + 1), () => 1 + cuts.Next(batchRowsMax));
            EndEpoch(flush: false);
            if (restores)
                Restart();
        }

        for (var lane = 0; lane < logs.Length; lane++)
            Feed(lane, 0, () => 1);
        EndEpoch(flush: true);
        return this;
    }

    public void Start()
    {
        Operator = create();
        Operator.Output = Output;
        _lanes = [.. logs.Select((_, lane) => Operator.AddLane(new LaneId(new SourcePartition("iot", lane), 0), null))];
    }

    /// <summary>Gives rows to a lane and says where its time stands.</summary>
    public void Feed(int lane, int rows, Func<int> batchRows, bool isIdle = false)
    {
        var end = Math.Min(logs[lane].Count, _next[lane] + rows);
        while (_next[lane] < end)
        {
            var count = Math.Min(end - _next[lane], batchRows());
            Readings.Fill(_batch, logs[lane].GetRange(_next[lane], count));
            _lanes[lane].Consume(_batch);
            _next[lane] += count;
        }

        _lanes[lane].Advance(new LaneTime(Readings.WatermarkAfter(logs[lane], _next[lane], outOfOrderness), isIdle));
    }

    public void EndEpoch(bool flush)
    {
        Operator.EndEpoch(flush);
        LateRows += Operator.LateRowCount;
        EpochEnds.Add(Output.Rows.Count);
    }

    /// <summary>Stores what changed, forgets what is gone, and says which of the lanes' pages were written.</summary>
    public List<string> Store()
    {
        var pages = new List<StatePage>();
        Operator.Snapshot(pages);
        foreach (var page in pages)
        {
            if (page.Bytes is { } bytes)
                _stored[(page.Lane, page.PageId)] = bytes;
        }

        var named = pages.Select(page => (page.Lane, page.PageId)).ToHashSet();
        Assert.Equal(named.Count, pages.Count);
        foreach (var gone in _stored.Keys.Where(key => !named.Contains(key)).ToList())
            _stored.Remove(gone);
        Assert.Equal(named.Count, _stored.Count);
        return [.. pages.Where(page => page.Lane.Length != 0 && page.Bytes is not null).Select(page => page.PageId)];
    }

    /// <summary>Stores, and goes on with a new operator that has read all of it.</summary>
    public void Restart()
    {
        Store();
        var groups = Operator.GroupCount;
        Operator = create();
        Operator.Output = Output;
        foreach (var ((lane, page), bytes) in _stored.OrderByDescending(pair => pair.Key.Lane, StringComparer.Ordinal).ThenByDescending(pair => pair.Key.Page, StringComparer.Ordinal))
            Operator.Restore(lane, page, bytes);
        _lanes = [.. logs.Select((_, lane) => Operator.AddLane(new LaneId(new SourcePartition("iot", lane), 0), null))];
        Assert.Equal(groups, Operator.GroupCount);
    }
}
