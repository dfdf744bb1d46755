using StreamFlow.Connectors;

namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>A target, and what it must hold by the calls made so far: the oracle of the checks.</summary>
internal sealed class SinkTarget(SinkConformance kit, SinkSpec<ConformanceRow> spec, string job)
{
    private readonly List<ConformanceRow> _rows = [];
    private long _generation;
    private long _lastId;

    public SinkSpec<ConformanceRow> Spec => spec;

    public string Job => job;

    /// <summary>The last epoch that the target must hold.</summary>
    public EpochNumber Held { get; private set; }

    public Generation NextGeneration() => new(++_generation);

    /// <summary>Rows that nobody wrote yet.</summary>
    public IReadOnlyList<ConformanceRow> NewRows(EpochNumber epoch, int count, long writer = 0) =>
        [.. Enumerable.Range(0, count).Select(_ => ConformanceRows.Ordinary(++_lastId, epoch.Value, writer))];

    public ConformanceRow WithNewId(ConformanceRow row) => row with { Id = ++_lastId };

    /// <summary>From now on the target must hold the epoch, with these rows.</summary>
    public void MustHold(EpochNumber epoch, IEnumerable<ConformanceRow> rows)
    {
        Held = epoch;
        _rows.AddRange(rows);
    }

    /// <summary>From now on a later row of a key has taken the place of an earlier one.</summary>
    public void MustReplace(EpochNumber epoch, IReadOnlyCollection<ConformanceRow> rows)
    {
        var keys = rows.Select(row => row.Id).ToHashSet();
        _rows.RemoveAll(row => keys.Contains(row.Id));
        MustHold(epoch, rows);
    }

    public async Task RequireRowsAsync(string when) => RowComparison.Require(_rows, await ReadAsync().ConfigureAwait(false), kit.ColumnsNotHeld, when);

    public Task<IReadOnlyList<ConformanceRow>> ReadAsync() => Calls.MustAsync("reading the committed rows", kit.Patience, _ => kit.ReadAsync(spec));
}
