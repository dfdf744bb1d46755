namespace StreamFlow.Formats;

/// <summary>How a reader's headers are found: given by the reader to the decoder, asked only when a column needs a header.</summary>
public abstract class RawHeaders
{
    /// <summary>The value of the last header of this name.</summary>
    /// <param name="headers">A record's <see cref="RawRecord.Headers"/>; not 0.</param>
    /// <param name="name">The header's name in UTF-8. A zero byte follows it in memory, so that native code can take it as it is.</param>
    /// <param name="value">The bytes, in the reader's memory.</param>
    /// <returns>False where the record has no such header or its value is null.</returns>
    public abstract bool TryGetLast(nint headers, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value);
}
