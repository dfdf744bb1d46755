using System.Linq.Expressions;
using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Plan.Expressions.Translation.Aggregates;

/// <summary>The columns of a group's key: one named "key" for a scalar, one a member for <c>new { … }</c>, none without a key.</summary>
internal sealed class KeyColumns
{
    private readonly RowType? _members;

    private KeyColumns(IReadOnlyList<ProjectedColumn> columns, RowType? members) => (Columns, _members) = (columns, members);

    public IReadOnlyList<ProjectedColumn> Columns { get; }

    /// <exception cref="StreamFaultException">The key has a type whose values are not compared safely.</exception>
    public static KeyColumns Of(LambdaExpression? key, RowType input)
    {
        if (key is null)
            return new KeyColumns([], null);
        if (ScalarTypes.TryGet(key.ReturnType, out _))
        {
            var value = ScalarTranslator.Translate(key, input);
            return new KeyColumns([Require(new ProjectedColumn(new Field("key", value.Type) { Nullable = value.Nullable }, value))], null);
        }

        var (columns, members) = ScalarTranslator.TranslateProjection(key, input);
        return new KeyColumns([.. columns.Select(Require)], members);
    }

    /// <summary>The whole key as one value.</summary>
    public ScalarExpression Whole()
    {
        if (_members is null)
            return Columns.Count == 1 ? Column(0) : throw StreamFaultException.User("Key is used, but the stream is not grouped", "put .GroupBy(…) before .Window(…)");
        return new StructExpression([.. Columns.Select((_, index) => Column(index))], DataType.Struct([.. Columns.Select(column => column.Field)]));
    }

    /// <summary>A member of a composite key; null where the key is a scalar, whose members are functions.</summary>
    public ScalarExpression? Member(string property) =>
        _members?.IndexOf(property) is { } index and >= 0 ? Column(index) : null;

    private ColumnExpression Column(int index) => new(index, Columns[index].Field.Name, Columns[index].Field.Type, Columns[index].Field.Nullable);

    private static ProjectedColumn Require(ProjectedColumn column) => column.Field.Type.Kind switch
    {
        TypeKind.Float or TypeKind.Double => throw StreamFaultException.User(
            $"'{column.Value}' cannot be a key: {column.Field.Type} values that look equal may differ", "group by a rounded whole number: (long)Math.Round(r.X * 100)"),
        TypeKind.Struct => throw StreamFaultException.User(
            $"'{column.Value}' cannot be a key: it is a {column.Field.Type}", "group by its members: new { r.A.X, r.A.Y }"),
        TypeKind.List => throw StreamFaultException.User(
            $"'{column.Value}' cannot be a key: it is a {column.Field.Type}", "make a row of each item in a .FlatMap(…) before, and group by that"),
        TypeKind.Binary => throw StreamFaultException.User(
            $"'{column.Value}' cannot be a key: it is {column.Field.Type}", "make text or a Guid of the bytes in a .Map(…) before, and group by that"),
        _ => column,
    };
}
