using System.Globalization;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Numbers, booleans and Guids as text, in the invariant culture. Times and enums have no text of their own here: which one is the author's choice.</summary>
internal static class ToStringFunction
{
    private static readonly Type[] Types =
    [
        typeof(string), typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(Guid),
    ];

    public static IReadOnlyList<ScalarFunction> All { get; } =
        [new([.. Types.SelectMany(type => type.GetMethods()).Where(method => method.Name == nameof(ToString) && IsPlain(method))], Translate)];

    /// <summary>A part of a longer text: null is empty.</summary>
    public static ScalarExpression TextOf(Linq.Expression part, ExpressionTranslator translator)
    {
        if (!translator.DependsOnRow(part) && ConstantEvaluator.Evaluate(part) is { } value && part.Type != typeof(string) && IsText(value.GetType()))
            return new ConstantExpression(Convert.ToString(value, CultureInfo.InvariantCulture), DataType.String);
        var type = Nullable.GetUnderlyingType(part.Type) ?? part.Type;
        if (!translator.IsNullLiteral(part) && !IsText(type))
            throw NoText(part, type);
        var translated = translator.Translate(part);
        return translated.Type.Kind == TypeKind.String ? translated : Scalars.Function("to_string", DataType.String, translated);
    }

    private static ScalarExpression Translate(FunctionCall call)
    {
        if (call.Operands.Count == 2 && call.Fixed<IFormatProvider?>(1) != CultureInfo.InvariantCulture)
            throw Refusal.Of(call.Node, "text is made in the invariant culture", "use CultureInfo.InvariantCulture, or leave it out");
        var value = call.Required(0);
        return value.Type.Kind == TypeKind.String ? value : Scalars.Function("to_string", DataType.String, value);
    }

    private static bool IsPlain(System.Reflection.MethodInfo method) =>
        method.GetParameters() is [] || (method.GetParameters() is [var provider] && provider.ParameterType == typeof(IFormatProvider));

    private static bool IsText(Type type) => type == typeof(char) || Types.Contains(type);

    private static StreamFaultException NoText(Linq.Expression part, Type type) => type.IsEnum
        ? Refusal.Of(part, "an enum's column holds its number, not its name", "cast it to its number, choose the names with ?:, or " + Refusal.Map)
        : Refusal.Of(part, $"a {RowTypeNames.Of(type)} has no text that is the same everywhere", "choose one in a .Map(…) before this");
}
