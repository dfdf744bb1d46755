using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>How the text of a number becomes a value: <see cref="System.Buffers.Text.Utf8Parser"/>'s shape.</summary>
internal delegate bool NumberParser<T>(ReadOnlySpan<byte> text, out T value, out int consumed);

/// <summary>Numbers of a fixed width, plain or quoted.</summary>
/// <param name="typeName">What messages call the type.</param>
/// <param name="parse">The parser that System.Text.Json uses.</param>
internal sealed class NumberReader<T>(string typeName, NumberParser<T> parse) : JsonValueReader
    where T : unmanaged
{
    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String)
            || !JsonText.TryUnescape(ref reader, out var text)
            || !parse(text, out var value, out var consumed)
            || consumed != text.Length)
        {
            return Misfit(ref reader, typeName, fault);
        }

        ((ValueColumn<T>)column).Append(value);
        return true;
    }

    public override void AppendDefault(Column column) => ((ValueColumn<T>)column).Append(default(T));
}
