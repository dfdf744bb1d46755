namespace StreamFlow.Checkpoints.Bytes;

/// <summary>The hash of a plan in the stored formats: 32 bytes, 64 lower-case hexadecimal digits in memory.</summary>
internal static class PlanHash
{
    private const int Bytes = 32;

    public static void Write(ByteWriter to, string hash)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        var valid = hash.Length == 2 * Bytes
            && hash.All(char.IsAsciiHexDigitLower)
            && Convert.FromHexString(hash, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        Invariant.Require(valid, "a plan's hash is 64 lower-case hexadecimal digits");
        to.Raw(bytes);
    }

    public static string Read(ref ByteReader from) => Convert.ToHexStringLower(from.Take(Bytes));
}
