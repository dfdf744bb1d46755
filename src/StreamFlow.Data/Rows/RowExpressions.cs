using System.Linq.Expressions;

namespace StreamFlow.Data.Rows;

/// <summary>The parts that readers and writers of whole rows and of nested rows are built of.</summary>
internal static class RowExpressions
{
    /// <summary>A new row out of its columns: the constructor with its arguments, then the settable members.</summary>
    public static Expression Read(RowType type, Func<int, Expression> column, Expression row)
    {
        Expression Value(int member) => type.Members[member].Slot.Read(column(member), row);

        var parameters = type.Constructor.GetParameters();
        var arguments = type.Arguments.Select((member, i) => member >= 0 ? Value(member) : Expression.Constant(RowConstructor.DefaultOf(parameters[i]), parameters[i].ParameterType));
        var made = Expression.New(type.Constructor, arguments);
        var bindings = Enumerable.Range(0, type.Members.Count)
            .Where(member => !type.Arguments.Contains(member))
            .Select(member => Expression.Bind(type.Members[member].Property, Value(member)))
            .ToArray();
        return bindings.Length == 0 ? made : Expression.MemberInit(made, bindings);
    }

    /// <summary>Expressions that append one entry to every column.</summary>
    public static IEnumerable<Expression> Appends(RowType type, Func<int, Expression> column, Expression value) =>
        type.Members.Select((member, i) => member.Slot.Append(column(i), Expression.Property(value, member.Property)));
}
