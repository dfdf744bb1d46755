using System.Text.Json;
using System.Text.Unicode;
using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>A place in a template where records differ: one value, and where it goes.</summary>
/// <param name="member">The wanted member.</param>
/// <param name="path">The way from the batch's columns down to the member's.</param>
/// <param name="depth">How many objects are open around it.</param>
internal abstract unsafe class JsonSlot(JsonMember? member, int[] path, int depth)
{
    private const int DepthMax = 64;
    private readonly JsonReaderOptions _options = new() { MaxDepth = DepthMax - depth };
    private readonly RowFault _fault = new();
    private Column? _column;

    /// <summary>The column for the batch at hand.</summary>
    public void Bind(Column[] columns)
    {
        if (member is null)
            return;
        _column = ColumnPath.Resolve(columns, path);
        SetColumn(_column);
    }

    /// <summary>Reads the common form of a value and appends it.</summary>
    /// <returns>Where the value ends; null where it has another form, with nothing appended.</returns>
    public abstract byte* Read(byte* at, byte* end);

    /// <summary>Reads any form of a value as the full parser would.</summary>
    /// <returns>Where the value ends; null where it is wrong, with the column perhaps half-written.</returns>
    public byte* ReadAnyForm(byte* at, byte* end)
    {
        var json = new ReadOnlySpan<byte>(at, (int)(end - at));
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: true, new JsonReaderState(_options));
            reader.Read();
            if (!TryReadToken(ref reader))
                return null;
            var length = (int)reader.BytesConsumed;
            return Utf8.IsValid(json[..length]) ? at + length : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    protected abstract void SetColumn(Column column);

    /// <summary>Appends null where the column takes it.</summary>
    protected byte* ReadNull(byte* at, byte* end)
    {
        if (!member!.Field.Nullable)
            return null;
        var behind = JsonScan.Word(at, end, "null"u8);
        if (behind is not null)
            _column!.AppendNull();
        return behind;
    }

    private bool TryReadToken(ref Utf8JsonReader reader)
    {
        if (member is null)
        {
            reader.Skip();
            return true;
        }

        if (reader.TokenType != JsonTokenType.Null)
            return member.Reader.TryRead(ref reader, _column!, _fault);
        if (!member.Field.Nullable)
            return false;
        _column!.AppendNull();
        return true;
    }
}
