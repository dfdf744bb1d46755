using StreamFlow.Data;
using StreamFlow.Data.Rows;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Values known when the job is defined, as their columns would store them.</summary>
internal static class ConstantTranslator
{
    public static ScalarExpression Translate(Linq.Expression node) => Translate(ConstantEvaluator.Evaluate(node), node);

    private static ScalarExpression Translate(object? value, Linq.Expression node)
    {
        if (value is null)
            return Scalars.Null(ScalarTypes.TryGet(node.Type, out var type) ? type : DataType.String);
        if (TryScalar(value, out var constant))
            return constant;
        if (value is DateTime)
            throw Refusal.Of(node, "a DateTime does not say its offset from UTC", "use a DateTimeOffset");
        if (value is System.Collections.IEnumerable)
            throw Refusal.Of(node, "a collection is no value of a column", "a collection can be searched, as in ids.Contains(r.Id)");
        return Nested(value, node);
    }

    /// <summary>A constant out of a CLR value: a scalar, or a char as the text that it is.</summary>
    public static bool TryScalar(object value, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ConstantExpression? constant)
    {
        if (value is char letter)
            value = letter.ToString();
        constant = ScalarTypes.TryGet(value.GetType(), out var type) ? new ConstantExpression(ScalarTypes.ToStored(value), type) : null;
        return constant is not null;
    }

    private static StructExpression Nested(object value, Linq.Expression node)
    {
        var row = RowType.Of(value.GetType());
        var values = row.Members.Select(member =>
            member.Property.GetValue(value) is { } held
                ? Translate(held, node)
                : Scalars.Null(member.Field.Type));
        return new StructExpression([.. values], DataType.Struct(row.Schema.Fields));
    }
}
