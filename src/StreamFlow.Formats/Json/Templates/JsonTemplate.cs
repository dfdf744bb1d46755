using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>
/// The shape of a record that was seen: literals that must recur byte for byte, and between them slots for values. A record that matches is
/// the sample with other values, so its syntax is right where the sample's was.
/// </summary>
internal sealed unsafe class JsonTemplate(JsonLiteral[] literals, JsonSlot[] slots, JsonTemplateEnd[] ends)
{
    /// <summary>The columns of the batch at hand.</summary>
    public void Bind(Column[] columns)
    {
        foreach (var slot in slots)
            slot.Bind(columns);
        foreach (var end in ends)
            end.Bind(columns);
    }

    /// <summary>Appends the record's values; false where it does not match, with the columns half-written.</summary>
    public bool TryRead(ReadOnlySpan<byte> json)
    {
        fixed (byte* start = json)
        {
            var at = start;
            var end = start + json.Length;
            for (var i = 0; i < slots.Length; i++)
            {
                at = literals[i].Match(at, end);
                if (at is null)
                    return false;
                var slot = slots[i];
                var behind = slot.Read(at, end);
                if (behind is null)
                {
                    behind = slot.ReadAnyForm(at, end);
                    if (behind is null)
                        return false;
                }

                at = behind;
            }

            if (literals[^1].Match(at, end) != end)
                return false;
        }

        foreach (var end in ends)
            end.Append();
        return true;
    }
}
