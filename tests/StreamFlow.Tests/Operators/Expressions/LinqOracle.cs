using System.Linq.Expressions;

namespace StreamFlow.Tests.Operators.Expressions;

/// <summary>What C# does, compiled by LINQ for any operator and type: the other half of the differential tests.</summary>
internal static class LinqOracle
{
    private static readonly ParameterExpression Left = Expression.Parameter(typeof(object));
    private static readonly ParameterExpression Right = Expression.Parameter(typeof(object));

    public static Func<object, object, object> Arithmetic(ExpressionType op, Type type)
    {
        // C# widens small integers to int and has the author cast the result back.
        var wide = type == typeof(sbyte) || type == typeof(byte) || type == typeof(short) || type == typeof(ushort) ? typeof(int) : type;
        var body = Expression.MakeBinary(op, Widened(Left, type, wide), Widened(Right, type, wide));
        return Expression.Lambda<Func<object, object, object>>(Expression.Convert(Expression.Convert(body, type), typeof(object)), Left, Right).Compile();
    }

    /// <summary>Of nullable operands, as C# lifts it.</summary>
    public static Func<object?, object?, bool> Comparison(ExpressionType op, Type type)
    {
        var nullable = typeof(Nullable<>).MakeGenericType(type);
        var body = Expression.MakeBinary(op, Expression.Convert(Left, nullable), Expression.Convert(Right, nullable));
        return Expression.Lambda<Func<object?, object?, bool>>(body, Left, Right).Compile();
    }

    public static Func<object, object> Conversion(Type from, Type to, bool isChecked)
    {
        var value = Expression.Convert(Left, from);
        var body = isChecked ? Expression.ConvertChecked(value, to) : Expression.Convert(value, to);
        return Expression.Lambda<Func<object, object>>(Expression.Convert(body, typeof(object)), Left).Compile();
    }

    private static UnaryExpression Widened(Expression value, Type type, Type wide) => Expression.Convert(Expression.Convert(value, type), wide);
}
