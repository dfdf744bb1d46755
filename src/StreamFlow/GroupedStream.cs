using System.Linq.Expressions;
using StreamFlow.Data.Rows;
using StreamFlow.Definition;
using StreamFlow.Plan.Expressions.Translation.Aggregates;
using StreamFlow.Plan.Nodes;

namespace StreamFlow;

/// <summary>Rows grouped by a key, before it is said over what: a window, or everything so far.</summary>
public sealed class GroupedStream<TKey, T>
    where T : class
{
    private readonly JobDefinition _job;
    private readonly LogicalNode _input;
    private readonly RowType _rows;
    private readonly Expression<Func<T, TKey>> _key;
    private readonly string? _name;
    private readonly UnfinishedGroup _unfinished;

    internal GroupedStream(JobDefinition job, LogicalNode input, RowType rows, Expression<Func<T, TKey>> key)
        : this(job, input, rows, key, null, job.Begin($"GroupBy over '{input.Name}'"))
    {
    }

    private GroupedStream(JobDefinition job, LogicalNode input, RowType rows, Expression<Func<T, TKey>> key, string? name, UnfinishedGroup unfinished) =>
        (_job, _input, _rows, _key, _name, _unfinished) = (job, input, rows, key, name, unfinished);

    /// <summary>Groups by key and window.</summary>
    /// <exception cref="StreamFaultException">The stream has no watermark.</exception>
    public WindowedStream<TKey, T> Window(WindowSpec window)
    {
        EventTimeRules.RequireWatermark(_input);
        _unfinished.IsFinished = true;
        return new WindowedStream<TKey, T>(_job, _input, _rows, _key, window.Shape, _name);
    }

    /// <summary>Names the operator: its state is found by this name. Default: derived from the keys.</summary>
    public GroupedStream<TKey, T> Named(string name) => new(_job, _input, _rows, _key, GivenName.Check(name), _unfinished);

    /// <summary>
    /// One row a key over everything so far. At the end of each epoch the rows of the keys that changed leave: later ones replace earlier ones.
    /// State is kept for every key, for ever.
    /// </summary>
    /// <param name="selector">A row made of the key and aggregates.</param>
    public DataStream<TOut> Select<TOut>(Expression<Func<GroupRows<TKey, T>, TOut>> selector)
        where TOut : class
    {
        EventTimeRules.RequireNoUpdates(_input);
        var aggregates = AggregateTranslator.Translate(selector, _rows, _key, windowed: false);
        _unfinished.IsFinished = true;
        var group = _job.Add(new GroupAggregateNode(_input, aggregates, _name));
        return new DataStream<TOut>(_job, _job.Add(new ProjectNode(group, aggregates.Columns)), aggregates.Output);
    }
}
