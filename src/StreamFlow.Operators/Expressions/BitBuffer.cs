using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions;

/// <summary>Bits for a batch's rows, kept from batch to batch.</summary>
internal sealed class BitBuffer
{
    private byte[] _bits = [];

    /// <summary>Room for that many rows; what it holds is left over from before.</summary>
    public Span<byte> ForRows(int rows)
    {
        var bytes = Bitmap.ByteCount(rows);
        if (_bits.Length < bytes)
            _bits = new byte[Math.Max(bytes, _bits.Length * 2)];
        return _bits.AsSpan(0, bytes);
    }
}
