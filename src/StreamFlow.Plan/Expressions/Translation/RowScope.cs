using StreamFlow.Data;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>A lambda over one row: its parameter is a nested row made of the columns, of which members pick one.</summary>
internal sealed class RowScope(Linq.ParameterExpression parameter, RowSchema schema) : TranslationScope
{
    private readonly StructExpression _row = Scalars.Row(schema, 0, schema.Count);

    public override ScalarExpression? TryTranslate(Linq.Expression node) => node == parameter ? _row : null;
}
