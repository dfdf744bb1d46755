using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>From the type of a membership test to its evaluator.</summary>
internal sealed class InCompiler(InExpression expression) : INumericVisitor<ColumnEvaluator>
{
    public static ColumnEvaluator Compile(InExpression expression) => expression.Operand.Type.Kind switch
    {
        TypeKind.String or TypeKind.Binary => new TextInEvaluator(expression),
        TypeKind.Boolean => new BooleanInEvaluator(expression),
        TypeKind.Guid => new ValueInEvaluator<Guid>(expression),
        _ => NumericTypes.Dispatch(expression.Operand.Type, new InCompiler(expression)),
    };

    public ColumnEvaluator Visit<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ValueInEvaluator<T>(expression);
}
