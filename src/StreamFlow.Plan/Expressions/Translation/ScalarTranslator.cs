using System.Linq.Expressions;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>First form of the translation of authors' lambdas.</summary>
public sealed class ScalarTranslator
{
    private readonly Func<Linq.Expression, ScalarExpression?> _leaf;
    private readonly ParameterExpression _parameter;

    private ScalarTranslator(ParameterExpression parameter, Func<Linq.Expression, ScalarExpression?> leaf) => (_parameter, _leaf) = (parameter, leaf);

    public static ScalarExpression Translate(LambdaExpression lambda, RowType input) =>
        new ScalarTranslator(lambda.Parameters[0], LeafOf(lambda.Parameters[0], input)).Scalar(lambda.Body);

    public static (IReadOnlyList<ProjectedColumn> Columns, RowType Output) TranslateProjection(LambdaExpression lambda, RowType input) =>
        TranslateProjection(lambda, LeafOf(lambda.Parameters[0], input));

    internal static (IReadOnlyList<ProjectedColumn> Columns, RowType Output) TranslateProjection(LambdaExpression lambda, Func<Linq.Expression, ScalarExpression?> leaf)
    {
        var output = RowType.Of(lambda.ReturnType);
        var values = new ScalarTranslator(lambda.Parameters[0], leaf).Members(lambda.Body, output);
        return ([.. output.Schema.Fields.Select((field, i) => new ProjectedColumn(field, values[i]))], output);
    }

    private static Func<Linq.Expression, ScalarExpression?> LeafOf(ParameterExpression parameter, RowType input) => node =>
        node is MemberExpression { Expression: { } owner } member && owner == parameter && input.IndexOf(member.Member.Name) is >= 0 and var index
            ? new ColumnExpression(index, input.Schema[index].Name, input.Schema[index].Type, input.Schema[index].Nullable)
            : null;

    private ScalarExpression[] Members(Linq.Expression body, RowType output)
    {
        var values = new ScalarExpression?[output.Schema.Count];
        var create = body as NewExpression ?? (body as MemberInitExpression)?.NewExpression ?? throw Refused(body);
        var parameters = create.Constructor?.GetParameters() ?? [];
        for (var i = 0; i < create.Arguments.Count; i++)
        {
            var name = output.Members.FirstOrDefault(member => string.Equals(member.Property.Name, parameters[i].Name, StringComparison.OrdinalIgnoreCase))?.Property.Name ?? throw Refused(body);
            values[output.IndexOf(name)] = Scalar(create.Arguments[i]);
        }

        foreach (var binding in (body as MemberInitExpression)?.Bindings ?? [])
            values[output.IndexOf(binding.Member.Name)] = Scalar(((MemberAssignment)binding).Expression);
        return [.. values.Select((value, i) => value ?? new ConstantExpression(null, output.Schema[i].Type))];
    }

    private ScalarExpression Scalar(Linq.Expression node)
    {
        if (!new Mentions(_parameter).In(node))
        {
            var value = Linq.Expression.Lambda<Func<object?>>(Linq.Expression.Convert(node, typeof(object))).Compile()();
            return ScalarTypes.TryGet(node.Type, out var type) ? new ConstantExpression(value is null ? null : ScalarTypes.ToStored(value), type) : throw Refused(node);
        }

        if (_leaf(node) is { } leaf)
            return leaf;
        return node switch
        {
            Linq.UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert => Convert(convert),
            Linq.UnaryExpression { NodeType: ExpressionType.Not } not => new UnaryExpression(UnaryOperator.Not, Scalar(not.Operand)),
            Linq.BinaryExpression binary => Binary(binary),
            Linq.ConditionalExpression choice => new ConditionalExpression(Scalar(choice.Test), Scalar(choice.IfTrue), Scalar(choice.IfFalse)),
            MemberExpression { Expression: { } owner } member when Scalar(owner) is { Type.Kind: TypeKind.Struct } row =>
                RowType.Of(owner.Type).IndexOf(member.Member.Name) is >= 0 and var index
                    ? new FieldExpression(row, index, row.Type.Children[index].Type, row.Nullable || row.Type.Children[index].Nullable)
                    : throw Refused(node),
            _ => throw Refused(node),
        };
    }

    private ScalarExpression Convert(Linq.UnaryExpression convert)
    {
        var operand = Scalar(convert.Operand);
        if (convert.Type == typeof(object) || !ScalarTypes.TryGet(convert.Type, out var type) || type.Equals(operand.Type))
            return operand;
        return new ConvertExpression(operand, type, convert.NodeType == ExpressionType.ConvertChecked);
    }

    private BinaryExpression Binary(Linq.BinaryExpression node)
    {
        var (left, right) = (Scalar(node.Left), Scalar(node.Right));
        BinaryOperator? operation = node.NodeType switch
        {
            ExpressionType.Add => BinaryOperator.Add,
            ExpressionType.Subtract => BinaryOperator.Subtract,
            ExpressionType.Multiply => BinaryOperator.Multiply,
            ExpressionType.Divide => BinaryOperator.Divide,
            ExpressionType.Modulo => BinaryOperator.Remainder,
            ExpressionType.Equal => BinaryOperator.Equal,
            ExpressionType.NotEqual => BinaryOperator.NotEqual,
            ExpressionType.LessThan => BinaryOperator.Less,
            ExpressionType.LessThanOrEqual => BinaryOperator.LessOrEqual,
            ExpressionType.GreaterThan => BinaryOperator.Greater,
            ExpressionType.GreaterThanOrEqual => BinaryOperator.GreaterOrEqual,
            ExpressionType.AndAlso => BinaryOperator.And,
            ExpressionType.OrElse => BinaryOperator.Or,
            _ => null,
        };
        var kind = operation ?? throw Refused(node);
        var isArithmetic = kind <= BinaryOperator.Remainder;
        return new BinaryExpression(kind, left, right, isArithmetic ? left.Type : DataType.Boolean, isArithmetic && (left.Nullable || right.Nullable));
    }

    private static StreamFaultException Refused(Linq.Expression node) =>
        StreamFaultException.User($"'{node}' cannot be translated", "put it into a .Map before, where any C# runs");

    private sealed class Mentions(ParameterExpression parameter) : ExpressionVisitor
    {
        private bool _found;

        public bool In(Linq.Expression node)
        {
            Visit(node);
            return _found;
        }

        protected override Linq.Expression VisitParameter(ParameterExpression node)
        {
            _found |= node == parameter;
            return node;
        }
    }
}
