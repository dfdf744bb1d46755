using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Operators.Map;

/// <summary>Runs an author's delegate over each row. What it makes keeps the position and event time of the row it came from.</summary>
public sealed class MapOperator<TIn, TOut>(MapNode node, RowConsumer output) : RowConsumer
    where TIn : class
    where TOut : class
{
    private readonly RowReader<TIn> _reader = RowReader.For<TIn>();
    private readonly RowWriter<TOut> _writer = RowWriter.For<TOut>();
    private readonly ColumnBatch _made = new(node.Schema);
    private readonly Func<TIn, TOut>? _map = node.Function as Func<TIn, TOut>;
    private readonly Func<TIn, IEnumerable<TOut>>? _flatMap = node.Function as Func<TIn, IEnumerable<TOut>>;
    private int[] _sources = [];

    public override void Consume(ColumnBatch rows)
    {
        _made.Reset();
        var made = 0;
        for (var row = 0; row < rows.RowCount; row++)
        {
            try
            {
                made = node.IsFlat ? FlatMap(rows, row, made) : Map(rows, row, made);
            }
            catch (Exception error) when (error is not StreamFaultException)
            {
                throw StreamFaultException.User(
                    $"the delegate of .{(node.IsFlat ? "FlatMap" : "Map")} ({node.Function.Method.Name}) threw {error.GetType().Name}: {error.Message}",
                    "make the delegate take every row, or filter such rows out before it",
                    $"{rows.Origin.Partition}@{rows.Origin.Offsets.Values[row]}",
                    error);
            }
        }

        if (made == 0)
            return;
        _made.Origin.AppendRows(rows.Origin, _sources.AsSpan(0, made));
        output.Consume(_made);
    }

    public override void Advance(LaneTime time) => output.Advance(time);

    private int Map(ColumnBatch rows, int row, int made)
    {
        Append(_map!(_reader.Read(rows, row)), row, made);
        return made + 1;
    }

    private int FlatMap(ColumnBatch rows, int row, int made)
    {
        foreach (var one in _flatMap!(_reader.Read(rows, row)))
            Append(one, row, made++);
        return made;
    }

    private void Append(TOut one, int source, int made)
    {
        _writer.Append(_made, one ?? throw new InvalidOperationException("it returned null"));
        if (made == _sources.Length)
            Array.Resize(ref _sources, Math.Max(64, made * 2));
        _sources[made] = source;
    }
}
