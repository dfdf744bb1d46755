using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>From the two types of a conversion to the kernel.</summary>
internal sealed class ConvertCompiler(ConvertExpression expression) : INumericVisitor<ColumnEvaluator>
{
    public static ColumnEvaluator Compile(ConvertExpression expression) =>
        expression.Operand.Type.Equals(expression.Type)
            ? ExpressionEvaluator.Compile(expression.Operand)
            : NumericTypes.Dispatch(expression.Operand.Type, new ConvertCompiler(expression));

    /// <summary>C# always checks conversions of floating point to decimal and of decimal to integers.</summary>
    public static bool CanFail(ConvertExpression expression) =>
        expression.Checked || expression.Type.Kind == TypeKind.Decimal || expression.Operand.Type.Kind == TypeKind.Decimal;

    public ColumnEvaluator Visit<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => NumericTypes.Dispatch(expression.Type, new From<T>(expression));

    private sealed class From<TFrom>(ConvertExpression expression) : INumericVisitor<ColumnEvaluator>
        where TFrom : unmanaged, INumber<TFrom>, IMinMaxValue<TFrom>
    {
        public ColumnEvaluator Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
            CanFail(expression)
                ? new FallibleUnaryEvaluator<TFrom, T, CheckedNumericCast<TFrom, T>>(expression, expression.Operand, $"the value does not fit into {expression.Type}")
                : new UnaryEvaluator<TFrom, T, NumericCast<TFrom, T>>(expression.Operand, expression.Type);
    }
}
