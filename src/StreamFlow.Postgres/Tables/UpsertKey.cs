using System.Linq.Expressions;
using StreamFlow.Data.Rows;

namespace StreamFlow.Postgres.Tables;

/// <summary>The columns that an author's <c>UpsertOn</c> names.</summary>
internal static class UpsertKey
{
    /// <returns>Names of the row's columns, in the order written; empty for null.</returns>
    /// <exception cref="StreamFaultException">It is not made of plain columns of the row.</exception>
    public static IReadOnlyList<string> Of(LambdaExpression? key, RowType rows, string table)
    {
        if (key is null)
            return [];
        var parts = Bare(key.Body) switch
        {
            NewExpression made => made.Arguments,
            var one => (IReadOnlyCollection<Expression>)[one],
        };
        var names = parts.Select(part => ColumnOf(part, key.Parameters[0], rows, table)).ToList();
        if (names.Count == 0 || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw Refused(key.Body, table, "names no column, or one of them twice");
        return names;
    }

    private static string ColumnOf(Expression part, ParameterExpression row, RowType rows, string table) =>
        Bare(part) is MemberExpression member && member.Expression == row
            ? rows.IndexOf(member.Member.Name) is var index and >= 0
                ? rows.Members[index].Field.Name
                : throw Refused(part, table, "is no column of the row (it is computed or ignored)")
            : throw Refused(part, table, "is an expression, and the table's key is made of columns");

    private static Expression Bare(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert ? Bare(convert.Operand) : expression;

    private static StreamFaultException Refused(Expression part, string table, string why) => StreamFaultException.User(
        $"UpsertOn of table '{table}': '{part}' {why}",
        "compute it before, in a .Select(…), as a property of the row, and name that property: UpsertOn = r => new { r.DeviceId, r.End }");
}
