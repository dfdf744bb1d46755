using System.Text.Json;
using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>Makes a template of a record that the full parser has taken.</summary>
internal ref struct JsonTemplateLearner
{
    // Deeper rows are left to the full parser, which counts the depth itself.
    private const int DepthMax = 16;

    private readonly ReadOnlySpan<byte> _json;
    private readonly List<JsonLiteral> _literals;
    private readonly List<JsonSlot> _slots;
    private readonly List<JsonTemplateEnd> _ends;
    private int _literalStart;

    private JsonTemplateLearner(ReadOnlySpan<byte> json)
    {
        _json = json;
        _literals = [];
        _slots = [];
        _ends = [];
    }

    /// <summary>The record's template; null where it has none: a wanted member comes twice, or rows lie too deep.</summary>
    public static JsonTemplate? Learn(ReadOnlySpan<byte> json, JsonObjectReader wanted)
    {
        var learner = new JsonTemplateLearner(json);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (!learner.TryObject(ref reader, wanted, []))
            return null;
        learner._literals.Add(new JsonLiteral(json[learner._literalStart..]));
        return new JsonTemplate([.. learner._literals], [.. learner._slots], [.. learner._ends]);
    }

    private bool TryObject(ref Utf8JsonReader reader, JsonObjectReader wanted, int[] path)
    {
        var seen = new HashSet<JsonMember>();
        var depth = path.Length + 1;
        if (depth > DepthMax)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            JsonText.TryUnescape(ref reader, out var name);
            var member = wanted.Find(name);
            reader.Read();
            if (member is null)
                Slot(ref reader, new SkipSlot(depth));
            else if (!seen.Add(member) || !TryMember(ref reader, member, [.. path, member.Index], depth))
                return false;
        }

        foreach (var member in wanted.Members)
        {
            if (!seen.Contains(member))
                _ends.Add(new JsonTemplateEnd(member, [.. path, member.Index]));
        }

        return true;
    }

    private bool TryMember(ref Utf8JsonReader reader, JsonMember member, int[] path, int depth)
    {
        // A row that may be null has no shape of its own.
        if (member.Reader is not StructReader rows || member.Field.Nullable)
        {
            Slot(ref reader, JsonSlots.For(member, path, depth));
            return true;
        }

        if (!TryObject(ref reader, rows.Object, path))
            return false;
        _ends.Add(new JsonTemplateEnd(null, path));
        return true;
    }

    private void Slot(ref Utf8JsonReader reader, JsonSlot slot)
    {
        _literals.Add(new JsonLiteral(_json[_literalStart..(int)reader.TokenStartIndex]));
        _slots.Add(slot);
        reader.Skip();
        _literalStart = (int)reader.BytesConsumed;
    }
}
