using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Reading;

/// <summary>Held messages into rows, in place: the decoder gets pointers into the fetched responses.</summary>
internal sealed unsafe class MessageDecoder
{
    private readonly TopicToRead _topic;
    private readonly RecordDecoder _decoder;
    private readonly RawRecord[] _records;
    private readonly List<BadRow> _bad = [];
    private readonly bool _withHeaders;

    public MessageDecoder(TopicToRead topic, RowSchema columns, int rowsMax)
    {
        _topic = topic;
        _decoder = topic.Format.CreateDecoder(columns);
        _records = new RawRecord[rowsMax];
        _withHeaders = columns.Fields.Any(f => f.Part == RecordPart.Header);
        if (_withHeaders)
            _decoder.Headers = new MessageHeaders();
    }

    public void Decode(FetchedPartition partition, int count, SourceBatch batch)
    {
        long bytes = 0;
        for (var i = 0; i < count; i++)
        {
            var message = partition[i];
            bytes += (long)message->PayloadLength + (long)message->KeyLength;
            _records[i] = Record(message);
        }

        _decoder.Decode(_records.AsSpan(0, count), batch.Rows, _bad);
        batch.Bytes = bytes;
        batch.LeaderEpoch = Librdkafka.rd_kafka_message_leader_epoch(partition[count - 1]);
        foreach (var bad in _bad)
            batch.BadRecords.Add(BadRecord(in _records[bad.Index], partition[bad.Index], partition.Partition, bad));
        _bad.Clear();
    }

    /// <summary>A record as it came.</summary>
    public SourceRecord Copy(NativeMessage* message) => new(
        _topic.Topic,
        message->Key is null ? null : new ReadOnlySpan<byte>(message->Key, checked((int)message->KeyLength)).ToArray(),
        message->Payload is null ? null : new ReadOnlySpan<byte>(message->Payload, checked((int)message->PayloadLength)).ToArray(),
        MessageHeaders.CopyAll(message));

    private RawRecord Record(NativeMessage* message)
    {
        int type;
        var milliseconds = Librdkafka.rd_kafka_message_timestamp(message, &type);
        nint headers = 0;
        if (_withHeaders && Librdkafka.rd_kafka_message_headers(message, &headers) != 0)
            headers = 0;
        return new RawRecord(
            message->Payload,
            message->Payload is null ? -1 : checked((int)message->PayloadLength),
            message->Key,
            message->Key is null ? -1 : checked((int)message->KeyLength),
            message->Offset,
            Math.Max(milliseconds, 0) * 1000,
            headers);
    }

    private BadRecord BadRecord(in RawRecord record, NativeMessage* message, int partition, BadRow bad)
    {
        var copy = Copy(message);
        return new BadRecord(_topic.Topic, partition, record.Offset, EventTime.ToDateTimeOffset(record.Timestamp), copy.Key, copy.Value, copy.Headers, bad.Column, bad.Reason);
    }
}
