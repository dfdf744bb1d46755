using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Bytes as base64 text.</summary>
internal sealed class Base64Reader : JsonValueReader
{
    public override bool IsReferenceType => true;

    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType != JsonTokenType.String || !JsonText.TryUnescape(ref reader, out var text))
            return Misfit(ref reader, "base64 text", fault);
        var binary = (BinaryColumn)column;
        var room = binary.Reserve(Base64.GetMaxDecodedFromUtf8Length(text.Length) + 3);
        if (Base64.DecodeFromUtf8(text, room, out var consumed, out var written) != OperationStatus.Done || consumed != text.Length)
            return Misfit(ref reader, "base64 text", fault);
        binary.Commit(written);
        return true;
    }

    public override void AppendDefault(Column column) => column.AppendNull();
}
