using System.Runtime.CompilerServices;

namespace StreamFlow.Data.Kernels;

/// <summary>A question about a row.</summary>
public interface IRowPredicate
{
    bool Test(int row);
}

/// <summary>Answers about rows into bits, eight at a time.</summary>
public static class PredicateKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TPredicate>(TPredicate predicate, int rows, Span<byte> bits)
        where TPredicate : IRowPredicate, allows ref struct
    {
        for (var row = 0; row < rows; row += 8)
        {
            var octet = 0;
            var end = Math.Min(8, rows - row);
            for (var i = 0; i < end; i++)
                octet |= (predicate.Test(row + i) ? 1 : 0) << i;
            bits[row >> 3] = (byte)octet;
        }
    }
}
