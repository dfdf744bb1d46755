using System.Buffers.Binary;

namespace StreamFlow.Kafka;

/// <summary>Where a key goes: Kafka's own rule (murmur2, as the Java client's default), so that the records of a key meet in one partition, whoever wrote them.</summary>
public static class KafkaPartitioner
{
    private const uint Seed = 0x9747b28c;
    private const uint Mixer = 0x5bd1e995;

    /// <summary>The partition of a key.</summary>
    /// <param name="key">The key's bytes.</param>
    /// <param name="partitions">1 or more.</param>
    public static int PartitionOf(ReadOnlySpan<byte> key, int partitions) => (int)((Murmur2(key) & 0x7fffffff) % (uint)partitions);

    /// <summary>The 32-bit murmur2 hash with Kafka's seed.</summary>
    public static uint Murmur2(ReadOnlySpan<byte> key)
    {
        var hash = Seed ^ (uint)key.Length;
        var rest = key;
        while (rest.Length >= 4)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(rest) * Mixer;
            word = (word ^ (word >> 24)) * Mixer;
            hash = (hash * Mixer) ^ word;
            rest = rest[4..];
        }

        if (rest.Length > 2)
            hash ^= (uint)rest[2] << 16;
        if (rest.Length > 1)
            hash ^= (uint)rest[1] << 8;
        if (rest.Length > 0)
            hash = (hash ^ rest[0]) * Mixer;
        hash = (hash ^ (hash >> 13)) * Mixer;
        return hash ^ (hash >> 15);
    }
}
