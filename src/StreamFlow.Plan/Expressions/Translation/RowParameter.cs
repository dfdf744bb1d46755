using StreamFlow.Data;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>The parameter of a lambda over one row: a nested row made of the columns, of which members pick one.</summary>
internal sealed class RowParameter(Linq.ParameterExpression parameter, RowSchema schema)
{
    private readonly StructExpression _row = Scalars.Row(schema, 0, schema.Count);

    /// <summary>The row where the node is the parameter; null for all others.</summary>
    public ScalarExpression? TryTranslate(Linq.Expression node) => node switch
    {
        _ when node == parameter => _row,
        Linq.ParameterExpression => throw NotHere(node),
        Linq.MethodCallExpression { Object: Linq.ParameterExpression other } when other != parameter => throw NotHere(other),
        _ => null,
    };

    private static StreamFaultException NotHere(Linq.Expression node) => Refusal.Of(
        node,
        "it belongs to another lambda",
        "use this lambda's own parameter; aggregates are computed with side by side: w.Sum(r => r.A) / w.Count()");
}
