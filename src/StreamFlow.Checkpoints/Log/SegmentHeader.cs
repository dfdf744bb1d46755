using StreamFlow.Checkpoints.Bytes;

namespace StreamFlow.Checkpoints.Log;

/// <summary>
/// The head of a segment: magic "SFEPOCHS", format version, length of the rest, segment number, first epoch, the job's name, CRC-32C.
/// </summary>
internal static class SegmentHeader
{
    public const uint FormatVersion = 1;
    private const int FixedBytes = 16;
    private const int JobBytesMax = 4096;

    public static byte[] Write(SegmentName name, string job)
    {
        var body = new ByteWriter();
        body.Fixed64((ulong)name.Number);
        body.Fixed64((ulong)name.FirstEpoch.Value);
        body.Text(job);
        Invariant.Require(body.Length <= JobBytesMax, "a job's name has at most 4000 bytes");
        var whole = new ByteWriter();
        whole.Raw("SFEPOCHS"u8);
        whole.Fixed32(FormatVersion);
        whole.Fixed32((uint)body.Length);
        whole.Raw(body.Written);
        whole.Fixed32(Crc32C.Of(whole.Written));
        return whole.ToArray();
    }

    /// <summary>The job's name and the header's length in bytes.</summary>
    /// <exception cref="DamageException">The header is not that of the segment of this name, whole.</exception>
    /// <exception cref="FormatVersionException">It is that of another version.</exception>
    public static (string Job, int Length) Read(ReadOnlySpan<byte> segment, SegmentName name)
    {
        var from = new ByteReader(segment);
        if (!from.Take(8).SequenceEqual("SFEPOCHS"u8))
            throw new DamageException("this is not a segment of an epoch log");
        var version = from.Fixed32();
        var length = from.Fixed32();
        if (length > JobBytesMax)
            throw new DamageException("the header's length cannot be");
        var body = new ByteReader(from.Take((int)length));
        if (from.Fixed32() != Crc32C.Of(segment[..(FixedBytes + (int)length)]))
            throw new DamageException("the header's checksum is wrong");
        // Length and checksum stand in every version: so a damaged number is told from another version.
        FormatVersionException.Require("the segment", version, FormatVersion, FormatVersion);
        if (body.Fixed64() != (ulong)name.Number || body.Fixed64() != (ulong)name.FirstEpoch.Value)
            throw new DamageException("the header is that of another segment");
        var job = body.Text();
        body.RequireEnd();
        return (job, FixedBytes + (int)length + sizeof(uint));
    }
}
