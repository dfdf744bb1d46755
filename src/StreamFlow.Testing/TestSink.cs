using StreamFlow.Connectors;
using StreamFlow.Testing.Sinks;

namespace StreamFlow.Testing;

/// <summary>A sink of a job's test: transactional, with a marker, and fenced by generation, as a real one is.</summary>
public sealed class TestSink<T> : ITestSink
    where T : class
{
    private readonly TestSinkStore _store = new();
    private Func<T, object>? _key;

    internal TestSink(string name) => Name = name;

    /// <summary>The sink's name within the job.</summary>
    public string Name { get; }

    /// <summary>The rows of all committed epochs, as a copy: epoch by epoch, within one in no order.</summary>
    public IReadOnlyList<T> Committed => [.. _store.Committed().Select(row => (T)row)];

    /// <summary>The last epoch that the sink holds; null before the first.</summary>
    public EpochNumber? LastCommittedEpoch => _store.Epoch;

    /// <summary>
    /// Says that a later row of a key replaces an earlier one (group-by without window, emit on update): <see cref="JobTest.RunEveryWayAsync"/> then compares the last row of each key.
    /// </summary>
    public TestSink<T> UpdatesBy<TKey>(Func<T, TKey> key)
        where TKey : notnull
    {
        _key = row => key(row);
        return this;
    }

    SinkSpec ITestSink.Replace(SinkSpec replaced) => new TestSinkSpec<T>(replaced, Name, _store);

    void ITestSink.Reset() => _store.Reset();

    IReadOnlyList<string> ITestSink.Lines()
    {
        IEnumerable<T> rows = Committed;
        if (_key is { } key)
            rows = rows.GroupBy(key).Select(updates => updates.Last());
        return RowLines.Of(rows);
    }
}
