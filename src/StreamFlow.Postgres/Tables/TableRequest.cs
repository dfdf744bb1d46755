using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Postgres.Tables;

/// <summary>What a sink asks of a table.</summary>
/// <param name="Address">Which.</param>
/// <param name="Rows">The rows that go there.</param>
/// <param name="RowType">Their CLR type: it knows the names of enums.</param>
/// <param name="Key">The row's columns that rows are replaced by; empty to append.</param>
/// <param name="CreateIfMissing">Whether it may be created.</param>
internal sealed record TableRequest(TableAddress Address, RowSchema Rows, RowType RowType, IReadOnlyList<string> Key, bool CreateIfMissing)
{
    public bool IsUpsert => Key.Count > 0;

    /// <summary>The enum that a column holds as its integer; null where it is none.</summary>
    public Type? EnumOf(int column)
    {
        var member = RowType.Members.FirstOrDefault(one => one.Field.Name == Rows[column].Name);
        if (member is null)
            return null;
        var type = Nullable.GetUnderlyingType(member.Property.PropertyType) ?? member.Property.PropertyType;
        return type.IsEnum ? type : null;
    }
}
