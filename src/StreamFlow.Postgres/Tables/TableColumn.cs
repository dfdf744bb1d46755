namespace StreamFlow.Postgres.Tables;

/// <summary>A column as the catalog has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its attnum.</param>
/// <param name="TypeName">The type for messages: <c>numeric(10,2)</c>.</param>
/// <param name="BaseType">The name of the type itself, under domains: <c>int8</c>, <c>timestamptz</c>.</param>
/// <param name="IsEnum">Whether the type is an enum of the database.</param>
/// <param name="IsNullable">Whether it takes null.</param>
/// <param name="HasDefault">Whether a row without it gets a value.</param>
/// <param name="IsGenerated">Whether the database makes the value and takes none.</param>
internal sealed record TableColumn(string Name, short Number, string TypeName, string BaseType, bool IsEnum, bool IsNullable, bool HasDefault, bool IsGenerated);
