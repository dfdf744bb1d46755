using System.Linq.Expressions;
using StreamFlow.Connectors;
using StreamFlow.Data.Rows;
using StreamFlow.Definition;
using StreamFlow.Plan.Expressions.Translation;
using StreamFlow.Plan.Nodes;

namespace StreamFlow;

/// <summary>
/// Rows on their way. A stream does not change: each call gives a new one, and a stream may be used several times.
/// Lambdas given as expressions are run a column at a time; <see cref="Map"/> and <see cref="FlatMap"/> take anything, row by row.
/// </summary>
/// <typeparam name="T">The type of the rows.</typeparam>
public sealed class DataStream<T>
    where T : class
{
    private readonly JobDefinition _job;
    private readonly Func<LogicalNode> _node;

    internal DataStream(JobDefinition job, LogicalNode node, RowType rows)
        : this(job, () => node, rows)
    {
    }

    /// <summary>A stream whose node comes to be later: late rows, before their window has its <c>Select</c>.</summary>
    internal DataStream(JobDefinition job, Func<LogicalNode> node, RowType rows) => (_job, _node, Rows) = (job, node, rows);

    internal LogicalNode Node => _node();

    /// <summary>How the rows stand in the node's columns.</summary>
    internal RowType Rows { get; }

    /// <summary>The rows for which a condition holds.</summary>
    /// <exception cref="StreamFaultException">The condition says something that cannot run over columns; the message names the part and the way out.</exception>
    public DataStream<T> Where(Expression<Func<T, bool>> condition) => Next(new FilterNode(Node, ScalarTranslator.Translate(condition, Rows)));

    /// <summary>Other rows, made of expressions over these.</summary>
    /// <param name="selector">A <c>new</c> with arguments or members, or an anonymous type.</param>
    public DataStream<TOut> Select<TOut>(Expression<Func<T, TOut>> selector)
        where TOut : class
    {
        var (columns, rows) = ScalarTranslator.TranslateProjection(selector, Rows);
        return Next<TOut>(new ProjectNode(Node, columns), rows);
    }

    /// <summary>Other rows, made by a delegate, row by row. The same row has to give the same result each time, because a replay runs it
    /// again; a lambda that cannot is marked: <c>.Map([NonDeterministic] (row) => …)</c>.</summary>
    public DataStream<TOut> Map<TOut>(Func<T, TOut> function)
        where TOut : class => Next<TOut>(new MapNode(Node, Rows, RowType.Of<TOut>(), function, isFlat: false), RowType.Of<TOut>());

    /// <summary>Any number of rows for each row, made by a delegate. The same row has to give the same result each time, or the lambda is marked, as in <see cref="Map"/>.</summary>
    public DataStream<TOut> FlatMap<TOut>(Func<T, IEnumerable<TOut>> function)
        where TOut : class => Next<TOut>(new MapNode(Node, Rows, RowType.Of<TOut>(), function, isFlat: true), RowType.Of<TOut>());

    /// <summary>
    /// Says what a row's event time is, and how far out of order rows may come: the watermark of a partition is its largest event time so far minus <paramref name="outOfOrderness"/>.
    /// </summary>
    /// <param name="eventTime">The event time.</param>
    /// <param name="outOfOrderness">0 or more. Rows later than that are late.</param>
    /// <param name="idleAfter">A partition without a row for so long (of the clock) no longer holds results back. More than 0; default: never.</param>
    /// <param name="maxAhead">A row further ahead of its record's timestamp than this does not move the watermark and is a bad record. More than 0; default 1 day;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <exception cref="StreamFaultException">The stream has a watermark already.</exception>
    public DataStream<T> WithWatermark(
        Expression<Func<T, DateTimeOffset>> eventTime, TimeSpan outOfOrderness, TimeSpan? idleAfter = null, TimeSpan? maxAhead = null) =>
        Watermark(eventTime, outOfOrderness, idleAfter, maxAhead);

    /// <summary>As the other, with the record's own timestamp as event time.</summary>
    public DataStream<T> WithWatermark(TimeSpan outOfOrderness, TimeSpan? idleAfter = null) =>
        Watermark(null, outOfOrderness, idleAfter, Timeout.InfiniteTimeSpan);

    /// <summary>Not possible: a <see cref="DateTime"/> does not say where it is.</summary>
    [Obsolete("A DateTime has no offset: the machine's time zone would decide. Make the property a DateTimeOffset, or write new DateTimeOffset(row.Time, TimeSpan.Zero).", error: true)]
    public DataStream<T> WithWatermark(
        Expression<Func<T, DateTime>> eventTime, TimeSpan outOfOrderness, TimeSpan? idleAfter = null, TimeSpan? maxAhead = null) =>
        throw new NotSupportedException();

    /// <summary>Groups rows by a key. With a window next the groups are by key and window; without, over everything so far.</summary>
    /// <param name="key">A column, an expression, or several as <c>new { row.A, row.B }</c>.</param>
    public GroupedStream<TKey, T> GroupBy<TKey>(Expression<Func<T, TKey>> key) => new(_job, Node, Rows, key);

    /// <summary>Windows over all rows, without a key.</summary>
    public WindowedStream<NoKey, T> Window(WindowSpec window)
    {
        EventTimeRules.RequireWatermark(Node);
        return new(_job, Node, Rows, null, window.Shape);
    }

    /// <summary>The rows of this and other streams. No order holds between them; within each it stays.</summary>
    /// <exception cref="StreamFaultException">The streams have different columns.</exception>
    public DataStream<T> Union(params ReadOnlySpan<DataStream<T>> others)
    {
        List<LogicalNode> nodes = [Node];
        foreach (var other in others)
        {
            if (!other.Node.Schema.Equals(Node.Schema))
            {
                throw StreamFaultException.User(
                    $"a union of different columns: {Node.Schema} and {other.Node.Schema}", "give both streams the same columns, in the same order, with a Select before");
            }

            nodes.Add(other.Node);
        }

        return Next(new UnionNode(nodes));
    }

    /// <summary>Sends the rows to a sink, with everything else of an epoch in one commit. Once for each sink.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="name">The sink's name within the job; default: the sink's own, such as the topic. What it holds is remembered by it.</param>
    /// <exception cref="StreamFaultException">The sink cannot write one of the columns.</exception>
    public void To(SinkSpec<T> sink, string? name = null)
    {
        name ??= sink.Name;
        var spec = _job.Environment.ReplaceSink(sink, name);
        var rows = SinkColumns.Project(_job, Node, Rows, spec);
        try
        {
            spec.Check(rows.Schema);
        }
        catch (StreamFaultException fault)
        {
            throw fault.At($"sink {name}");
        }

        _job.Add(new SinkNode(rows, spec, name));
    }

    private DataStream<T> Next(LogicalNode node) => Next<T>(node, Rows);

    private DataStream<TOut> Next<TOut>(LogicalNode node, RowType rows)
        where TOut : class => new(_job, _job.Add(node), rows);

    private DataStream<T> Watermark(Expression<Func<T, DateTimeOffset>>? eventTime, TimeSpan outOfOrderness, TimeSpan? idleAfter, TimeSpan? maxAhead)
    {
        EventTimeRules.RequireNoWatermark(Node);
        ArgumentOutOfRangeException.ThrowIfLessThan(outOfOrderness, TimeSpan.Zero);
        if (idleAfter is { } idle)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(idle, TimeSpan.Zero, nameof(idleAfter));
        var ahead = maxAhead ?? TimeSpan.FromDays(1);
        if (ahead != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ahead, TimeSpan.Zero, nameof(maxAhead));
        return Next(new WatermarkNode(
            Node,
            eventTime is null ? null : ScalarTranslator.Translate(eventTime, Rows),
            EventTime.ToMicroseconds(outOfOrderness),
            idleAfter is { } after ? EventTime.ToMicroseconds(after) : null,
            ahead == Timeout.InfiniteTimeSpan ? null : EventTime.ToMicroseconds(ahead)));
    }
}
