using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions;

/// <summary>Single values as <see cref="Plan.Expressions.ConstantExpression"/> holds them, to and from columns. For when a job is defined: it boxes.</summary>
internal static class ColumnValue
{
    public static void Append(Column column, object? value)
    {
        if (value is null)
            column.AppendNull();
        else
            AppendValue(column, value);
    }

    public static object? Read(Column column, int row) => column.IsNull(row) ? null : column switch
    {
        BooleanColumn booleans => booleans[row],
        BinaryColumn text when text.Type.Kind == TypeKind.String => text.GetString(row),
        BinaryColumn bytes => bytes[row].ToArray(),
        ValueColumn<Guid> guids => guids[row],
        _ => NumericTypes.Dispatch(column.Type, new Reader(column, row)),
    };

    private static void AppendValue(Column column, object value)
    {
        switch (column)
        {
            case BooleanColumn booleans:
                booleans.Append((bool)value);
                break;
            case BinaryColumn text when value is string characters:
                text.Append(characters);
                break;
            case BinaryColumn bytes:
                bytes.Append((byte[])value);
                break;
            case ValueColumn<Guid> guids:
                guids.Append((Guid)value);
                break;
            default:
                NumericTypes.Dispatch(column.Type, new Writer(column, value));
                break;
        }
    }

    private sealed class Reader(Column column, int row) : INumericVisitor<object?>
    {
        public object? Visit<T>()
            where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T> => ((ValueColumn<T>)column)[row];
    }

    private sealed class Writer(Column column, object value) : INumericVisitor<bool>
    {
        public bool Visit<T>()
            where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T>
        {
            ((ValueColumn<T>)column).Append((T)value);
            return true;
        }
    }
}
