using System.Linq.Expressions;
using StreamFlow.Data.Rows;
using StreamFlow.Definition;
using StreamFlow.Plan.Expressions.Translation.Aggregates;
using StreamFlow.Plan.Nodes;

namespace StreamFlow;

/// <summary>Rows grouped by key and window of event time.</summary>
public sealed class WindowedStream<TKey, T>
    where T : class
{
    private readonly JobDefinition _job;
    private readonly LogicalNode _input;
    private readonly RowType _rows;
    private readonly LambdaExpression? _key;
    private readonly WindowShape _window;
    private readonly UnfinishedGroup _unfinished;
    private string? _name;
    private EmitMode _emit;
    private TimeSpan _allowedLateness;
    private LateRowTap<T>? _lateRows;

    internal WindowedStream(JobDefinition job, LogicalNode input, RowType rows, LambdaExpression? key, WindowShape window, string? name = null)
    {
        (_job, _input, _rows, _key, _window, _name) = (job, input, rows, key, window, name);
        _unfinished = job.Begin($"Window ({window}) over '{input.Name}'");
    }

    private WindowedStream(WindowedStream<TKey, T> other)
    {
        (_job, _input, _rows, _key, _window, _unfinished) = (other._job, other._input, other._rows, other._key, other._window, other._unfinished);
        (_name, _emit, _allowedLateness, _lateRows) = (other._name, other._emit, other._allowedLateness, other._lateRows);
    }

    /// <summary>Gives the rows that come after all their windows had ended for their partition, and allowed lateness has passed, too. Without this they are dropped and counted.</summary>
    /// <param name="lateRows">A stream like any other: it has to end in a sink.</param>
    public WindowedStream<TKey, T> LateRows(out DataStream<LateRow<T>> lateRows)
    {
        if (_lateRows is not null)
            throw StreamFaultException.User($"the late rows of the window ({_window}) are taken twice", "use the one stream several times");
        var tap = new LateRowTap<T>(_job, _window);
        lateRows = tap.Stream;
        return new WindowedStream<TKey, T>(this) { _lateRows = tap };
    }

    /// <summary>When a window's rows leave. Default <see cref="EmitMode.OnClose"/>.</summary>
    public WindowedStream<TKey, T> Emit(EmitMode emit) => new(this) { _emit = emit };

    /// <summary>
    /// Lets a window take late rows for so long after its end. Its rows leave at the usual time; when a late row changes one it is sent again, corrected, at the end of its epoch,
    /// and replaces the one before: send them to a sink that updates by key and window. How often that happens depends on how epochs are cut, the last row of a key and window
    /// does not. The window's state is kept so much longer. Other windows and groups cannot follow: they would count corrected rows again.
    /// </summary>
    /// <param name="lateness">By how much a row's watermark may have passed a window's end. 0 or more; default 0: none.</param>
    public WindowedStream<TKey, T> AllowLateness(TimeSpan lateness)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lateness, TimeSpan.Zero);
        return new(this) { _allowedLateness = lateness };
    }

    /// <summary>Names the operator: its state is found by this name. Default: derived from window and keys.</summary>
    public WindowedStream<TKey, T> Named(string name) => new(this) { _name = GivenName.Check(name) };

    /// <summary>One row a key and window. Its event time is the window's end − 1 µs, so windows can follow windows.</summary>
    /// <param name="selector">A row made of the key, the window's start and end, and aggregates.</param>
    public DataStream<TOut> Select<TOut>(Expression<Func<WindowRows<TKey, T>, TOut>> selector)
        where TOut : class
    {
        var aggregates = AggregateTranslator.Translate(selector, _rows, _key, windowed: true);
        _unfinished.IsFinished = true;
        var node = _job.Add(new WindowAggregateNode(_input, aggregates, _window, _emit, _name, EventTime.ToMicroseconds(_allowedLateness)));
        _lateRows?.Connect(node);
        return new DataStream<TOut>(_job, _job.Add(new ProjectNode(node, aggregates.Columns)), aggregates.Output);
    }
}
