using StreamFlow.Data;
using StreamFlow.Data.Kernels;

namespace StreamFlow.Operators.Expressions;

/// <summary>Corrects the bits of a membership test where the operand is null: it is in the list if the list has a null.</summary>
internal static class InNulls
{
    public static void Apply(Span<byte> bits, Column operand, bool listHasNull)
    {
        if (!operand.HasNulls)
            return;
        if (listHasNull)
            BitmapKernel.OrNot(bits, operand.NullBitmap, bits);
        else
            BitmapKernel.And(bits, operand.NullBitmap);
    }
}
