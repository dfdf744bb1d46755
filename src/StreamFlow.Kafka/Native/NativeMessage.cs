using System.Runtime.InteropServices;

namespace StreamFlow.Kafka.Native;

/// <summary><c>rd_kafka_message_t</c>, laid out as in rdkafka.h on 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    public int Error;
    public nint Topic;
    public int Partition;
    public byte* Payload;
    public nuint PayloadLength;
    public byte* Key;
    public nuint KeyLength;
    public long Offset;

    /// <summary>Stays 0 on a Confluent handle, whose callback takes it for its own.</summary>
    public nint Private;
}

/// <summary><c>rd_kafka_topic_partition_t</c>, the part in front; only ever used through a pointer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeOffset
{
    public byte* Topic;
    public int Partition;
    public long Offset;
}

/// <summary><c>rd_kafka_topic_partition_list_t</c>; only ever used through a pointer.</summary>
internal struct NativeOffsetList;

/// <summary><c>rd_kafka_vu_t</c>: one tagged argument of <c>rd_kafka_produceva</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal unsafe struct NativeVu
{
    [FieldOffset(0)]
    public int Type;

    [FieldOffset(8)]
    public nint Topic;

    [FieldOffset(8)]
    public int Int32;

    [FieldOffset(8)]
    public long Int64;

    [FieldOffset(8)]
    public byte* Memory;

    [FieldOffset(16)]
    public nint MemorySize;

    [FieldOffset(8)]
    public byte* HeaderName;

    [FieldOffset(16)]
    public byte* HeaderValue;

    [FieldOffset(24)]
    public nint HeaderSize;

    internal const int TopicTag = 2;
    internal const int PartitionTag = 3;
    internal const int ValueTag = 4;
    internal const int KeyTag = 5;
    internal const int FlagsTag = 7;
    internal const int TimestampTag = 8;
    internal const int HeaderTag = 9;
}
