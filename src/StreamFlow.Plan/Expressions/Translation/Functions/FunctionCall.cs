using StreamFlow.Data;
using StreamFlow.Data.Rows;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>A call, or a property access, that stands for a function.</summary>
/// <param name="Node">As the author wrote it.</param>
/// <param name="Operands">The object, where there is one, then the arguments.</param>
internal sealed record FunctionCall(Linq.Expression Node, IReadOnlyList<Linq.Expression> Operands, ExpressionTranslator Translator)
{
    /// <summary>The column type of the call's CLR type.</summary>
    public DataType ResultType =>
        ScalarTypes.TryGet(Node.Type, out var type) ? type : throw Refusal.Of(Node, $"no column holds a {RowTypeNames.Of(Node.Type)}");

    /// <summary>An operand that C# takes null for.</summary>
    public ScalarExpression Optional(int operand) => Translator.Translate(ConversionTranslator.StripUpcasts(Operands[operand]));

    /// <summary>An operand; a row where it is null is an error, as in C#.</summary>
    public ScalarExpression Required(int operand) => Translator.TranslateRequired(Operands[operand]);

    /// <summary>An operand that is fixed when the job is defined.</summary>
    public TValue Fixed<TValue>(int operand) => (TValue)Translator.Evaluate(Operands[operand])!;

    /// <summary>The function with the operands as they are, none of them null.</summary>
    public FunctionExpression As(string name) => As(name, Operands.Count);

    /// <summary>The function with the first operands as they are, none of them null.</summary>
    public FunctionExpression As(string name, int operands) =>
        Scalars.Function(name, ResultType, [.. Enumerable.Range(0, operands).Select(Required)]);
}
