using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Makes expressions in their simplest form, so that what means the same has the same canonical text.</summary>
internal static class Scalars
{
    public static ConstantExpression Null(DataType type) => new(null, type);

    /// <summary>The columns from <paramref name="start"/> on as one nested row.</summary>
    public static StructExpression Row(RowSchema schema, int start, int count)
    {
        var fields = schema.Fields.Skip(start).Take(count).ToArray();
        return new StructExpression([.. fields.Select((_, i) => Column(schema, start + i))], DataType.Struct(fields));
    }

    public static ColumnExpression Column(RowSchema schema, int index) =>
        new(index, schema[index].Name, schema[index].Type, schema[index].Nullable);

    /// <param name="value">Any expression.</param>
    /// <param name="what">What the author wrote there, for the error of a row.</param>
    public static ScalarExpression Require(ScalarExpression value, string what) => value.Nullable ? new RequireExpression(value, what) : value;

    /// <summary>A field of a nested row: of one that is made here the value itself.</summary>
    public static ScalarExpression Field(ScalarExpression row, int index, string what)
    {
        if (row is StructExpression made)
            return made.Values[index];
        if (row is ConditionalExpression { Nullable: false } choice)
            return new ConditionalExpression(choice.Test, Field(choice.Then, index, what), Field(choice.Otherwise, index, what));
        var field = row.Type.Children[index];
        return new FieldExpression(Require(row, what), index, field.Type, field.Nullable);
    }

    public static ScalarExpression Not(ScalarExpression value) =>
        value is UnaryExpression { Operator: UnaryOperator.Not } twice ? twice.Operand : new UnaryExpression(UnaryOperator.Not, value);

    public static ScalarExpression Coalesce(ScalarExpression value, ScalarExpression otherwise)
    {
        if (!value.Nullable)
            return value;
        var (left, right) = Unify(value, otherwise);
        return new CoalesceExpression(left, right);
    }

    public static FunctionExpression Function(string name, DataType type, params IReadOnlyList<ScalarExpression> arguments) => new(name, arguments, type, false);

    public static BinaryExpression Binary(BinaryOperator @operator, ScalarExpression left, ScalarExpression right, DataType type) =>
        new(@operator, left, right, type, left.Nullable || right.Nullable);

    /// <summary>A comparison: never null.</summary>
    public static BinaryExpression Compare(BinaryOperator @operator, ScalarExpression left, ScalarExpression right)
    {
        (left, right) = Unify(left, right);
        return new BinaryExpression(@operator, left, right, DataType.Boolean, false);
    }

    public static ScalarExpression Convert(ScalarExpression value, DataType type, bool isChecked = false) =>
        value.Type.Equals(type) ? value
        : value is ConstantExpression { Value: null } ? Null(type)
        : new ConvertExpression(value, type, isChecked);

    /// <summary>Two operands of one type: null takes the other's, the narrower number becomes the wider one.</summary>
    public static (ScalarExpression Left, ScalarExpression Right) Unify(ScalarExpression left, ScalarExpression right)
    {
        if (left.Type.Equals(right.Type))
            return (left, right);
        if (left is ConstantExpression { Value: null })
            return (Null(right.Type), right);
        if (right is ConstantExpression { Value: null })
            return (left, Null(left.Type));
        var common = NumericWidening.Common(left.Type, right.Type)
            ?? throw StreamFaultException.Internal($"{left} is of type {left.Type} and {right} of type {right.Type}");
        return (Convert(left, common), Convert(right, common));
    }
}
