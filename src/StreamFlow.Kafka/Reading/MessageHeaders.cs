using System.Runtime.InteropServices;
using StreamFlow.Formats;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Reading;

/// <summary>Headers by librdkafka's own look-up.</summary>
internal sealed unsafe class MessageHeaders : RawHeaders
{
    /// <summary>All headers of a message, copied, in their order.</summary>
    public static IReadOnlyList<MessageHeader> CopyAll(NativeMessage* message)
    {
        nint headers = 0;
        if (Librdkafka.rd_kafka_message_headers(message, &headers) != 0)
            return [];
        var all = new List<MessageHeader>();
        byte* name;
        void* value;
        nuint size;
        while (Librdkafka.rd_kafka_header_get_all(headers, (nuint)all.Count, &name, &value, &size) == 0)
            all.Add(new MessageHeader(Marshal.PtrToStringUTF8((nint)name) ?? "", value is null ? null : new ReadOnlySpan<byte>(value, checked((int)size)).ToArray()));
        return all;
    }

    public override bool TryGetLast(nint headers, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        void* found = null;
        nuint size = 0;
        fixed (byte* text = name)
        {
            if (Librdkafka.rd_kafka_header_get_last(headers, text, &found, &size) != 0 || found is null)
            {
                value = default;
                return false;
            }
        }

        value = new ReadOnlySpan<byte>(found, checked((int)size));
        return true;
    }
}
