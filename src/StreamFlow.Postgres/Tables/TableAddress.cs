using System.Text;

namespace StreamFlow.Postgres.Tables;

/// <summary>A table by name.</summary>
/// <param name="Schema">Null: the first schema of the search path that has it.</param>
/// <param name="Name">As it is, without quotes.</param>
internal sealed record TableAddress(string? Schema, string Name)
{
    /// <summary>As SQL takes it.</summary>
    public string Sql => Schema is null ? Identifier.Quote(Name) : $"{Identifier.Quote(Schema)}.{Identifier.Quote(Name)}";

    /// <param name="table"><c>name</c> or, without a schema beside it, <c>schema.name</c>.</param>
    /// <param name="schema">Null: not given apart.</param>
    /// <exception cref="StreamFaultException">No table can have this name.</exception>
    public static TableAddress Of(string table, string? schema)
    {
        var dot = schema is null ? table.IndexOf('.', StringComparison.Ordinal) : -1;
        var address = dot < 0 ? new TableAddress(schema, table) : new TableAddress(table[..dot], table[(dot + 1)..]);
        if (address.Name.Length == 0 || address.Schema is "" || Encoding.UTF8.GetByteCount(address.Name) > Identifier.BytesMax || table.Contains('\0', StringComparison.Ordinal))
            throw StreamFaultException.User($"'{table}' is not a name that a PostgreSQL table can have", $"write name or schema.name, each of 1 to {Identifier.BytesMax} bytes");
        return address;
    }

    public override string ToString() => Schema is null ? Name : $"{Schema}.{Name}";
}
