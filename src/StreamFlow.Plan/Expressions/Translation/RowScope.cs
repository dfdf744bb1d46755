using StreamFlow.Data;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>A lambda over one row: its parameter is a nested row made of the columns, of which members pick one.</summary>
internal sealed class RowScope(Linq.ParameterExpression parameter, RowSchema schema) : TranslationScope
{
    private readonly StructExpression _row = Scalars.Row(schema, 0, schema.Count);

    public override ScalarExpression? TryTranslate(Linq.Expression node) =>
        node == parameter ? _row
        : node is Linq.ParameterExpression ? throw Refusal.Of(node, "it belongs to another lambda", "use this lambda's own parameter; aggregates are computed with side by side: w.Sum(r => r.A) / w.Count()")
        : node is Linq.MethodCallExpression { Object: Linq.ParameterExpression other } && other != parameter ? TryTranslate(other)
        : null;
}
