using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Reads JSON values of one type into a column of that type. Stateless: the same reader serves a column of any batch.</summary>
internal abstract class JsonValueReader
{
    /// <summary>Whether the CLR type can be null without being declared so; then a missing member is null, and so may be an item of a list.</summary>
    public virtual bool IsReferenceType => false;

    /// <summary>Appends the value whose first token the reader stands on; not null. Leaves the reader on the value's last token.</summary>
    /// <returns>False where the value does not fit; the column may be left half-written.</returns>
    public abstract bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault);

    /// <summary>Appends what a property of this type holds when nobody sets it.</summary>
    public abstract void AppendDefault(Column column);

    /// <summary>The sentence for a value of the wrong type.</summary>
    protected static bool Misfit(ref Utf8JsonReader reader, string wanted, RowFault fault) => fault.Set($"{JsonText.Describe(ref reader)} is no {wanted}");
}
