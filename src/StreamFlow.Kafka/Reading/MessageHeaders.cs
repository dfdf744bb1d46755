using StreamFlow.Formats;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Reading;

/// <summary>Headers by librdkafka's own look-up.</summary>
internal sealed unsafe class MessageHeaders : RawHeaders
{
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
