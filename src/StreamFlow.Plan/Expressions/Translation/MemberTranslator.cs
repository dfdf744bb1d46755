using System.Reflection;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Expressions.Translation.Functions;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>A property of a row, of a nested row, or of a value.</summary>
internal static class MemberTranslator
{
    public static ScalarExpression Translate(Linq.MemberExpression node, ExpressionTranslator translator)
    {
        var holder = ConversionTranslator.StripUpcasts(node.Expression!);
        if (Nullable.GetUnderlyingType(holder.Type) is not null)
            return OfNullable(node, translator.Translate(holder));
        if (ScalarFunctions.Find(node.Member) is { } function)
            return function.Translate(new FunctionCall(node, [holder], translator));
        if (ListTranslator.TryCount(node, translator) is { } count)
            return count;
        if (RefusedMembers.WayOut(node.Member) is { } wayOut)
            throw Refusal.Of(node, $"{node.Member.DeclaringType!.Name}.{node.Member.Name} is no column operation", wayOut);
        if (ScalarTypes.TryGet(holder.Type, out _))
            throw Refusal.Of(node, $"{RowTypeNames.Of(holder.Type)}.{node.Member.Name} is no column operation");

        var row = translator.Translate(holder);
        if (row.Type.Kind != TypeKind.Struct)
            throw Refusal.Of(node, $"{RowTypeNames.Of(holder.Type)}.{node.Member.Name} is no column operation");
        var index = RowType.Of(holder.Type).IndexOf(node.Member.Name);
        return index >= 0 ? Scalars.Field(row, index, ExpressionText.Of(holder)) : throw NoColumn(node);
    }

    private static ScalarExpression OfNullable(Linq.MemberExpression node, ScalarExpression value) =>
        node.Member.Name == nameof(Nullable<int>.HasValue)
            ? Scalars.Not(new IsNullExpression(value))
            : Scalars.Require(value, ExpressionText.Of(node.Expression!));

    private static StreamFaultException NoColumn(Linq.MemberExpression node)
    {
        if (node.Member is FieldInfo)
            return Refusal.Of(node, "it is a field, and only properties are columns", "make it a property");
        return node.Member.IsDefined(typeof(System.Text.Json.Serialization.JsonIgnoreAttribute))
            ? Refusal.Of(node, "the property has a [JsonIgnore], so it is no column", "take the attribute away")
            : Refusal.Of(node, "the property is computed, so it is no column", "write what it computes in the lambda, or " + Refusal.Map);
    }
}
