using System.Text;
using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>
/// Reads an object's members into one column each: names by the web defaults (exact first, then ignoring case), the last duplicate wins, what is missing gets its default.
/// Serves the record itself and nested rows.
/// </summary>
internal sealed class JsonObjectReader
{
    private readonly JsonMember[] _members;
    private readonly Dictionary<string, JsonMember>.AlternateLookup<ReadOnlySpan<char>> _byName;

    /// <exception cref="StreamFaultException">JSON cannot carry a field's type, or two names differ only in case.</exception>
    public JsonObjectReader(IEnumerable<JsonMember> members)
    {
        _members = [.. members];
        var byName = new Dictionary<string, JsonMember>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _members.Length; i++)
        {
            var member = _members[i];
            member.Ordinal = i;
            if (!byName.TryAdd(member.Field.Name, member))
            {
                throw StreamFaultException.User(
                    $"the columns '{byName[member.Field.Name].Field.Name}' and '{member.Field.Name}' differ only in case, which JSON members are matched without",
                    "name one of them with [JsonPropertyName]");
            }
        }

        _byName = byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public ReadOnlySpan<JsonMember> Members => _members;

    /// <summary>Reads the object whose start the reader stands on; leaves it on the object's end.</summary>
    public bool TryRead(ref Utf8JsonReader reader, IReadOnlyList<Column> columns, int row, RowFault fault)
    {
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryFind(ref reader, next, out var member, fault))
                return false;
            reader.Read();
            if (member is null)
            {
                reader.Skip();
                continue;
            }

            next = member.Ordinal + 1;
            if (!TryReadMember(ref reader, member, columns[member.Index], row, fault))
                return fault.At(member.Field.Name);
        }

        foreach (var member in _members)
        {
            if (columns[member.Index].Length == row && !TryAppendMissing(member, columns[member.Index], fault))
                return fault.At(member.Field.Name);
        }

        return true;
    }

    /// <summary>Appends what a record without this member means; false where it must not be without.</summary>
    public static bool TryAppendMissing(JsonMember member, Column column, RowFault fault)
    {
        if (member.Field.Required)
            return fault.Set("the required member is missing");
        if (member.Default is { } value)
            column.AppendFrom(value, 0);
        else if (member.Field.Nullable)
            column.AppendNull();
        else
            member.Reader.AppendDefault(column);
        return true;
    }

    /// <summary>The wanted member of this name; null where the job does not want it.</summary>
    public JsonMember? Find(ReadOnlySpan<byte> name, int hint = 0)
    {
        if ((uint)hint < (uint)_members.Length && name.SequenceEqual(_members[hint].Utf8Name))
            return _members[hint];
        var scratch = name.Length <= 256 ? stackalloc char[256] : new char[name.Length];
        var chars = scratch[..Encoding.UTF8.GetChars(name, scratch)];
        return _byName.TryGetValue(chars, out var member) ? member : null;
    }

    private bool TryFind(ref Utf8JsonReader reader, int hint, out JsonMember? member, RowFault fault)
    {
        member = null;
        if (!JsonText.TryUnescape(ref reader, out var name))
            return fault.Set("an escape in a member's name is half a surrogate pair");
        member = Find(name, hint);
        return true;
    }

    private static bool TryReadMember(ref Utf8JsonReader reader, JsonMember member, Column column, int row, RowFault fault)
    {
        if (column.Length > row)
            column.Truncate(row);
        if (reader.TokenType != JsonTokenType.Null)
            return member.Reader.TryRead(ref reader, column, fault);
        if (!member.Field.Nullable)
            return fault.Set("null, and the column is not nullable");
        column.AppendNull();
        return true;
    }
}
