using System.Reflection;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>
/// <c>new { … }</c>, <c>new Row(…)</c> and <c>new Row { … }</c>: which expression each column gets. A constructor's parameter stands for the property of its name;
/// a column that gets nothing has what the row type's own constructor leaves there.
/// </summary>
internal static class RowAssembler
{
    /// <summary>A row within a row.</summary>
    public static ScalarExpression Nested(Linq.Expression node, ExpressionTranslator translator)
    {
        var (type, values) = Assemble(node, translator);
        return new StructExpression(values, DataType.Struct(type.Schema.Fields));
    }

    /// <returns>The row type and one value a column.</returns>
    public static (RowType Type, IReadOnlyList<ScalarExpression> Values) Assemble(Linq.Expression node, ExpressionTranslator translator)
    {
        if (ScalarTypes.TryGet(node.Type, out _) || node.Type.IsValueType)
            throw Refusal.Of(node, $"a {RowTypeNames.Of(node.Type)} is not made for each row");
        var (made, bindings) = node is Linq.MemberInitExpression init ? (init.NewExpression, init.Bindings) : ((Linq.NewExpression)node, []);
        // The values first: what is wrong with one says more than that its type is no column's.
        var arguments = made.Arguments.Select(translator.Translate).ToArray();
        var assigned = bindings.Select(binding => Assigned(binding, node, translator)).ToArray();

        var declared = RowType.Of(node.Type);
        var given = new ScalarExpression?[declared.Members.Count];
        for (var i = 0; i < arguments.Length; i++)
            given[ColumnOf(declared, made, i)] = arguments[i];
        for (var i = 0; i < assigned.Length; i++)
            given[ColumnOf(declared, bindings[i].Member, node)] = assigned[i];

        var type = declared.WithValues([.. declared.Members.Select((member, i) => (given[i]?.Type ?? member.Field.Type, given[i]?.Nullable ?? true))]);
        return (type, [.. type.Members.Select((member, i) => Fit(given[i] ?? Default(member, node), member, node))]);
    }

    private static ScalarExpression Assigned(Linq.MemberBinding binding, Linq.Expression node, ExpressionTranslator translator) =>
        binding is Linq.MemberAssignment assignment
            ? translator.Translate(assignment.Expression)
            : throw Refusal.Of(node, $"{binding.Member.Name} is filled, not assigned", $"assign it: {binding.Member.Name} = new …");

    private static int ColumnOf(RowType type, Linq.NewExpression node, int argument)
    {
        if (node.Members is { } members)
            return ColumnOf(type, members[argument], node);
        var parameter = node.Constructor!.GetParameters()[argument];
        for (var i = 0; i < type.Members.Count; i++)
        {
            var property = type.Members[i].Property;
            if (string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && property.PropertyType == parameter.ParameterType)
                return i;
        }

        throw Refusal.Of(node, $"the constructor's parameter '{parameter.Name}' is no column", $"give {RowTypeNames.Of(type.ClrType)} a property of that name and type, or assign the properties: new {RowTypeNames.Of(type.ClrType)} {{ … }}");
    }

    private static int ColumnOf(RowType type, MemberInfo member, Linq.Expression node)
    {
        var index = type.IndexOf(member.Name);
        return index >= 0 ? index : throw Refusal.Of(node, $"{member.Name} is no column of {RowTypeNames.Of(type.ClrType)}", "make it a public property with a setter");
    }

    private static ConstantExpression Default(RowMember member, Linq.Expression node)
    {
        var field = member.Field;
        if (field.Default is { } value)
            return new ConstantExpression(value, field.Type);
        if (field.Nullable)
            return Scalars.Null(field.Type);
        return member.Property.PropertyType.IsValueType && ConstantTranslator.TryScalar(Activator.CreateInstance(member.Property.PropertyType)!, out var zero)
            ? zero
            : throw Refusal.Of(node, $"{member.Property.Name} gets no value, and its column takes no null", $"assign it, or declare it nullable: {RowTypeNames.Of(member.Property.PropertyType)}?");
    }

    /// <summary>The value as the column takes it: null only where that may be.</summary>
    private static ScalarExpression Fit(ScalarExpression value, RowMember member, Linq.Expression node)
    {
        var field = member.Field;
        if (value is ConstantExpression { Value: null })
            value = Scalars.Null(field.Type);
        if (!value.Type.Equals(field.Type))
            throw Refusal.Of(node, $"{member.Property.Name} is {field.Type}, and its value {value.Type}", "declare the same type, with the same items that may be null, on both sides");
        return field.Nullable ? value : Scalars.Require(value, $"the column {field.Name}");
    }
}
