namespace StreamFlow.Postgres.Tables;

/// <summary>A table as the catalog has it.</summary>
/// <param name="Address">Its name, with the schema.</param>
/// <param name="Kind">pg_class.relkind.</param>
/// <param name="Columns">In order.</param>
/// <param name="UniqueKeys">The columns' numbers of each unique index that an upsert can go by: not partial, not deferrable, no expressions.</param>
internal sealed record TableFacts(TableAddress Address, char Kind, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<short>> UniqueKeys)
{
    /// <summary>Whether rows can be copied into it: an ordinary, a partitioned or a foreign table.</summary>
    public bool TakesRows => Kind is 'r' or 'p' or 'f';
}
