using System.Linq.Expressions;
using System.Reflection;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Plan.Aggregates;
using BinaryExpression = StreamFlow.Plan.Expressions.BinaryExpression;
using ConditionalExpression = StreamFlow.Plan.Expressions.ConditionalExpression;
using ConstantExpression = StreamFlow.Plan.Expressions.ConstantExpression;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation.Aggregates;

/// <summary>Collects the aggregates of a projection; calls with the same text are one.</summary>
/// <param name="input">The rows that are grouped.</param>
/// <param name="firstColumn">The position of the first call's result.</param>
internal sealed class AggregateCalls(RowType input, int firstColumn)
{
    private static readonly HashSet<string> BuiltIn =
        ["count", "count_if", "count_value", "count_distinct", "sum", "min", "max", "first", "last", "variance", "stddev", "custom"];

    private readonly List<AggregateCall> _calls = [];

    public IReadOnlyList<AggregateCall> All => _calls;

    /// <summary>The value of a method call on the group.</summary>
    public ScalarExpression Translate(MethodCallExpression call)
    {
        var argument = call.Arguments.Count == 0 ? null : Argument(call.Arguments[0]);
        return call.Method.Name switch
        {
            nameof(GroupRows<,>.Count) when argument is null => Count(),
            nameof(GroupRows<,>.Count) => Column(new AggregateCall("count_if", argument, DataType.Int64, false)),
            nameof(GroupRows<,>.CountDistinct) => Column(new AggregateCall("count_distinct", Single(argument!, call), DataType.Int64, false)),
            nameof(GroupRows<,>.Min) or nameof(GroupRows<,>.Max) => Column(new AggregateCall(Name(call), Ordered(argument!, call), argument!.Type, argument.Nullable)),
            nameof(GroupRows<,>.First) or nameof(GroupRows<,>.Last) => Column(new AggregateCall(Name(call), Single(argument!, call), argument!.Type, argument.Nullable)),
            nameof(GroupRows<,>.Sum) => Sum(argument!),
            nameof(GroupRows<,>.Average) => Average(argument!),
            nameof(GroupRows<,>.Variance) or nameof(GroupRows<,>.StdDev) => Column(new AggregateCall(Name(call), argument, DataType.Double, true)),
            nameof(GroupRows<,>.Aggregate) => Custom(call, argument!),
            _ => throw StreamFaultException.User($"'{call}' is no aggregate", "use Count, Sum, Average, Min, Max, First, Last, StdDev, Variance, CountDistinct or Aggregate"),
        };
    }

    private static string Name(MethodCallExpression call) => call.Method.Name.ToLowerInvariant();

    /// <summary>A lambda written in place, or one out of a captured variable.</summary>
    private ScalarExpression Argument(Linq.Expression argument) => ScalarTranslator.Translate(
        argument is Linq.UnaryExpression { NodeType: ExpressionType.Quote, Operand: LambdaExpression quoted }
            ? quoted
            : ConstantEvaluator.Evaluate(argument) as LambdaExpression ?? throw Refusal.Of(argument, "it is null", "write the lambda in place"),
        input);

    private static ScalarExpression Ordered(ScalarExpression argument, MethodCallExpression call) =>
        argument.Type.Kind is TypeKind.Struct or TypeKind.List or TypeKind.Boolean or TypeKind.Binary
            ? throw StreamFaultException.User($"'{call}': a {argument.Type} has no order", "take one of its members, or use First, Last or an aggregate function of your own")
            : argument;

    private static ScalarExpression Single(ScalarExpression argument, MethodCallExpression call) =>
        argument.Type.Kind is TypeKind.Struct or TypeKind.List
            ? throw StreamFaultException.User($"'{call}': a {argument.Type} is more than one value", "take its members one by one, or use an aggregate function of your own")
            : argument;

    private ColumnExpression Count() => Column(new AggregateCall("count", null, DataType.Int64, false));

    private ColumnExpression Sum(ScalarExpression argument) => Column(new AggregateCall("sum", argument, argument.Type, false));

    /// <summary>As LINQ: of whole numbers a double, of decimals a decimal; null where no value is there.</summary>
    private ScalarExpression Average(ScalarExpression argument)
    {
        var type = argument.Type.Kind == TypeKind.Decimal ? DataType.Decimal : DataType.Double;
        var count = argument.Nullable ? Column(new AggregateCall("count_value", argument, DataType.Int64, false)) : Count();
        var average = new BinaryExpression(BinaryOperator.Divide, As(Sum(argument), type), As(count, type), type, false);
        return argument.Nullable
            ? new ConditionalExpression(
                new BinaryExpression(BinaryOperator.Equal, count, new ConstantExpression(0L, DataType.Int64), DataType.Boolean, false),
                new ConstantExpression(null, type),
                average)
            : average;
    }

    private ColumnExpression Custom(MethodCallExpression call, ScalarExpression argument)
    {
        var types = call.Method.GetGenericArguments();
        if (!ScalarTypes.TryGet(types[2], out var result))
            throw StreamFaultException.User($"'{call}' gives a {RowTypeNames.Of(types[2])}, which no column holds", "let Result give a number, a string, a time or another scalar");
        var function = ConstantEvaluator.Evaluate(call.Arguments[1])
            ?? throw Refusal.Of(call, "the function is null", "pass an AggregateFunction");
        var name = (string)function.GetType().GetProperty("Name")!.GetValue(function)!;
        if (string.IsNullOrWhiteSpace(name) || BuiltIn.Contains(name))
            throw Refusal.Of(call, $"'{name}' is no name for an aggregate of one's own", "give it a Name that no other aggregate has");
        var nullable = !types[2].IsValueType || Nullable.GetUnderlyingType(types[2]) is not null;
        return Column(new AggregateCall("custom", argument, result, nullable) { Custom = function, CustomName = name });
    }

    private static ScalarExpression As(ScalarExpression value, DataType type) =>
        value.Type.Equals(type) ? value : new ConvertExpression(value, type, Checked: false);

    private ColumnExpression Column(AggregateCall call)
    {
        var text = call.ToString();
        var index = _calls.FindIndex(known => known.ToString() == text);
        if (index < 0)
        {
            index = _calls.Count;
            _calls.Add(call);
        }
        else if (!AreSame(_calls[index].Custom, call.Custom))
        {
            throw StreamFaultException.User(
                $"two different aggregate functions are named '{call.CustomName}'", "give each a Name of its own, with its parameters in it: \"percentile-95\"");
        }

        return new ColumnExpression(firstColumn + index, text, call.Type, call.Nullable);
    }

    /// <summary>Functions of one class without fields cannot differ; any other two are the same only when they say so.</summary>
    private static bool AreSame(object? known, object? other) =>
        Equals(known, other) || (known!.GetType() == other!.GetType() && !HasFields(known.GetType()));

    private static bool HasFields(Type? type) =>
        type is not null
        && (type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Length > 0 || HasFields(type.BaseType));
}
