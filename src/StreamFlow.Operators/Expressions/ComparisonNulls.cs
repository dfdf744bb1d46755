using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Corrects the bits of a comparison where a side is null, as C# has it: null equals null and nothing else, and is neither less nor greater than anything.</summary>
internal static class ComparisonNulls
{
    /// <param name="isEquality">Whether the bits answer "equal" (a "not equal" is turned round afterwards) rather than an order.</param>
    public static void Apply(Span<byte> bits, Column? left, Column? right, bool isEquality)
    {
        var leftValid = left is null ? default : left.NullBitmap;
        var rightValid = right is null ? default : right.NullBitmap;
        if (leftValid.IsEmpty && rightValid.IsEmpty)
            return;
        for (var i = 0; i < bits.Length; i++)
        {
            var l = leftValid.IsEmpty ? 0xFF : leftValid[i];
            var r = rightValid.IsEmpty ? 0xFF : rightValid[i];
            bits[i] = (byte)(isEquality ? (bits[i] & l & r) | (~l & ~r) : bits[i] & l & r);
        }
    }

    public static bool IsEquality(BinaryOperator comparison) => comparison is BinaryOperator.Equal or BinaryOperator.NotEqual;
}
