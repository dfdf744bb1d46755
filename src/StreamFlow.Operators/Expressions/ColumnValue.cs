using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions;

/// <summary>Single values as <see cref="Plan.Expressions.ConstantExpression"/> holds them, out of columns. For when a job is defined: it boxes.</summary>
internal static class ColumnValue
{
    public static object? Read(Column column, int row) => column.IsNull(row) ? null : column switch
    {
        BooleanColumn booleans => booleans[row],
        BinaryColumn text when text.Type.Kind == TypeKind.String => text.GetString(row),
        BinaryColumn bytes => bytes[row].ToArray(),
        ValueColumn<Guid> guids => guids[row],
        _ => NumericTypes.Dispatch(column.Type, new Reader(column, row)),
    };

    private sealed class Reader(Column column, int row) : INumericVisitor<object?>
    {
        public object? Visit<T>()
            where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T> => ((ValueColumn<T>)column)[row];
    }
}
