using System.Linq.Expressions;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Aggregates;

namespace StreamFlow.Plan.Expressions.Translation.Aggregates;

/// <summary>
/// Takes an author's <c>Select</c> over groups apart: the aggregates that have to be kept, each once, and a projection over their results.
/// An average is a sum divided by a count, so that it shares both with whoever else asks for them.
/// </summary>
public sealed class AggregateTranslator
{
    private readonly ParameterExpression _group;
    private readonly KeyColumns _key;
    private readonly bool _windowed;
    private readonly AggregateCalls _calls;

    private AggregateTranslator(ParameterExpression group, KeyColumns key, bool windowed, RowType input)
    {
        _group = group;
        _key = key;
        _windowed = windowed;
        _calls = new AggregateCalls(input, FirstCall);
    }

    private int FirstCall => _key.Columns.Count + (_windowed ? 2 : 0);

    /// <param name="selector">A lambda over <c>GroupRows</c> or <c>WindowRows</c>.</param>
    /// <param name="input">The rows that are grouped.</param>
    /// <param name="key">A lambda over the input; null for groups without a key.</param>
    /// <param name="windowed">Whether the groups have a window's start and end.</param>
    /// <exception cref="StreamFaultException">Something cannot be translated: names the sub-expression and the way out.</exception>
    public static AggregateProjection Translate(LambdaExpression selector, RowType input, LambdaExpression? key, bool windowed)
    {
        var columns = KeyColumns.Of(key, input);
        var translator = new AggregateTranslator(selector.Parameters[0], columns, windowed, input);
        var (projection, output) = ScalarTranslator.TranslateProjection(selector, translator.Leaf);
        return new AggregateProjection(columns.Columns, translator._calls.All, translator.Results(), projection, output);
    }

    /// <summary>What the group's own members stand for; null for anything else.</summary>
    private ScalarExpression? Leaf(Expression expression) => expression switch
    {
        MemberExpression { Expression: { } owner, Member.Name: nameof(WindowRows<,>.Key) } when owner == _group => _key.Whole(),
        MemberExpression { Expression: MemberExpression { Expression: { } owner, Member.Name: nameof(WindowRows<,>.Key) }, Member.Name: var member } when owner == _group => _key.Member(member),
        MemberExpression { Expression: { } owner, Member.Name: nameof(WindowRows<,>.Start) } when owner == _group => Bound(0),
        MemberExpression { Expression: { } owner, Member.Name: nameof(WindowRows<,>.End) } when owner == _group => Bound(1),
        MethodCallExpression { Object: { } owner } call when owner == _group => _calls.Translate(call),
        _ => null,
    };

    private ColumnExpression Bound(int index) =>
        new(_key.Columns.Count + index, index == 0 ? "window_start" : "window_end", DataType.Timestamp, Nullable: false);

    private RowSchema Results() => new(
    [
        .. _key.Columns.Select(column => column.Field),
        .. _windowed ? new[] { new Field("window_start", DataType.Timestamp), new Field("window_end", DataType.Timestamp) } : [],
        .. _calls.All.Select(call => new Field(call.ToString(), call.Type) { Nullable = call.Nullable }),
    ]);
}
