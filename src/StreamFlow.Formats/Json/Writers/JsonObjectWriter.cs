using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>Writes one column per member, with what stands before each value put together once.</summary>
internal sealed class JsonObjectWriter
{
    private readonly Member[] _members;

    /// <exception cref="StreamFaultException">JSON cannot carry a field's type.</exception>
    public JsonObjectWriter(IEnumerable<(Field Field, int Index)> fields) =>
        _members = [.. fields.Select((x, position) => new Member(x.Field.Name, x.Index, Prefix(x.Field.Name, position), JsonWriters.For(x.Field)))];

    public void Write(IReadOnlyList<Column> columns, int row, EncodedRows into)
    {
        if (_members.Length == 0)
            into.Write("{"u8);
        foreach (var member in _members)
        {
            into.Write(member.Prefix);
            try
            {
                member.Writer.WriteNullable(columns[member.Index], row, into);
            }
            catch (StreamFaultException e)
            {
                throw e.Place is null
                    ? e.At($"column '{member.Name}'")
                    : StreamFaultException.User(e.Problem, e.WayOut, e.Place.Replace("column '", $"column '{member.Name}.", StringComparison.Ordinal));
            }
        }

        into.Write("}"u8);
    }

    private static byte[] Prefix(string name, int position) =>
        Encoding.UTF8.GetBytes($"{(position == 0 ? '{' : ',')}\"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":");

    private sealed record Member(string Name, int Index, byte[] Prefix, JsonValueWriter Writer);
}
