using StreamFlow.Data;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Keys and arguments of a batch: each different expression is evaluated once. A lane has its own.</summary>
internal sealed class AggregateInputs
{
    private readonly List<ColumnEvaluator> _evaluators = [];
    private readonly int[] _keys;
    private readonly int[] _arguments;
    private readonly Column[] _values;
    private readonly Column[] _keyColumns;
    private readonly Column?[] _argumentColumns;

    public AggregateInputs(AggregateShape shape)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        _keys = [.. shape.Keys.Select(key => IndexOf(key.Value, known))];
        _arguments = [.. shape.Calls.Select(call => call.Argument is null ? -1 : IndexOf(call.Argument, known))];
        _values = new Column[_evaluators.Count];
        _keyColumns = new Column[_keys.Length];
        _argumentColumns = new Column?[_arguments.Length];
    }

    public ReadOnlySpan<Column> Keys => _keyColumns;

    /// <summary>One a call; null where it has no argument.</summary>
    public ReadOnlySpan<Column?> Arguments => _argumentColumns;

    public void Evaluate(ColumnBatch rows)
    {
        for (var i = 0; i < _values.Length; i++)
            _values[i] = _evaluators[i].Evaluate(rows);
        for (var i = 0; i < _keys.Length; i++)
            _keyColumns[i] = _values[_keys[i]];
        for (var i = 0; i < _arguments.Length; i++)
            _argumentColumns[i] = _arguments[i] < 0 ? null : _values[_arguments[i]];
    }

    private int IndexOf(ScalarExpression expression, Dictionary<string, int> known)
    {
        var text = expression.ToString();
        if (!known.TryGetValue(text, out var index))
        {
            known.Add(text, index = _evaluators.Count);
            _evaluators.Add(ExpressionEvaluator.Compile(expression));
        }

        return index;
    }
}
