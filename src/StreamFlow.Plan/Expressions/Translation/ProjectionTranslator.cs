using StreamFlow.Data;
using StreamFlow.Data.Rows;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>The body of a Select: a row made of expressions, or a row that is there already.</summary>
internal static class ProjectionTranslator
{
    public static (IReadOnlyList<ProjectedColumn> Columns, RowType Output) Translate(Linq.Expression body, ExpressionTranslator translator)
    {
        body = ConversionTranslator.StripUpcasts(body);
        var (type, values) = body is Linq.NewExpression or Linq.MemberInitExpression
            ? RowAssembler.Assemble(body, translator)
            : Whole(body, translator);
        return ([.. type.Schema.Fields.Select((field, i) => new ProjectedColumn(field, values[i]))], type);
    }

    private static (RowType Type, IReadOnlyList<ScalarExpression> Values) Whole(Linq.Expression body, ExpressionTranslator translator)
    {
        var type = RowType.Of(body.Type);
        var row = translator.TranslateRequired(body);
        if (row.Type.Kind != TypeKind.Struct)
            throw Refusal.Of(body, "it is no row", "make one: new { Value = … }");
        var values = Enumerable.Range(0, type.Schema.Count).Select(i => Scalars.Field(row, i, ExpressionText.Of(body))).ToArray();
        return (type.WithValues([.. values.Select(value => (value.Type, value.Nullable))]), values);
    }
}
