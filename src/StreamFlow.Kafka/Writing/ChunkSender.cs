using System.Buffers;
using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Writing;

/// <summary>Hands a chunk's records to a producer: those with headers or a timestamp one by one, others as one batch a partition, which costs less than half.</summary>
internal sealed unsafe class ChunkSender(string topic, int partitions, IReadOnlyList<string> headerNames)
{
    private static readonly TimeSpan FullWait = TimeSpan.FromMilliseconds(20);
    private readonly byte[][] _headerNames = [.. headerNames.Select(ZeroEnded)];
    private readonly int[] _starts = new int[partitions + 1];
    private NativeMessage[] _messages = [];
    private int[] _rows = [];

    /// <summary>Returns when all are in the producer's queue. Blocks while that is full.</summary>
    /// <returns>Why it did not work; null when it did.</returns>
    public NativeError? Send(NativeProducer producer, EncodedChunk chunk, TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        TimeSpan Left() => timeout - Stopwatch.GetElapsedTime(started);
        return chunk.HasTimestamps || chunk.Headers.Length > 0 || !chunk.OwnHeaders.IsEmpty ? SendEach(producer, chunk, Left) : SendBatches(producer, chunk, Left);
    }

    private NativeError? SendBatches(NativeProducer producer, EncodedChunk chunk, Func<TimeSpan> left)
    {
        SortByPartition(chunk);
        fixed (NativeMessage* messages = _messages)
        {
            for (var partition = 0; partition < partitions; partition++)
            {
                var next = _starts[partition];
                var end = _starts[partition + 1];
                while (next < end)
                {
                    next += producer.Produce(topic, partition, messages + next, end - next);
                    if (next == end)
                        break;
                    // Accepted ones are counted, not those in front: only a full queue refuses everything behind.
                    var refused = FirstError(messages, _starts[partition], end, out var at);
                    if (refused != ErrorCode.Local_QueueFull)
                        return Explain(producer, refused, chunk, _rows[at]);
                    next = at;
                    if (left() <= TimeSpan.Zero)
                        return NativeError.Of(ErrorCode.Local_TimedOutQueue);
                    producer.Poll(FullWait);
                }
            }
        }

        return null;
    }

    private static ErrorCode FirstError(NativeMessage* messages, int from, int end, out int at)
    {
        for (at = from; at < end; at++)
        {
            if (messages[at].Error != 0)
                return (ErrorCode)messages[at].Error;
        }

        return ErrorCode.Local_QueueFull;
    }

    private NativeError? SendEach(NativeProducer producer, EncodedChunk chunk, Func<TimeSpan> left)
    {
        var argumentsMax = 5 + _headerNames.Length + chunk.OwnHeaders.CountMax;
        var arguments = ArrayPool<NativeVu>.Shared.Rent(argumentsMax);
        var pins = _headerNames.Select(n => new MemoryHandle[] { n.AsMemory().Pin() }[0]).ToArray();
        try
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                var count = Fill(chunk, row, arguments, pins);
                while (producer.Produce(topic, chunk.Partitions[row], arguments.AsSpan(0, count)) is { } error)
                {
                    if (error.Code != ErrorCode.Local_QueueFull)
                        return Explain(producer, error.Code, chunk, row);
                    if (left() <= TimeSpan.Zero)
                        return NativeError.Of(ErrorCode.Local_TimedOutQueue);
                    producer.Poll(FullWait);
                }
            }
        }
        finally
        {
            foreach (var pin in pins)
                pin.Dispose();
            ArrayPool<NativeVu>.Shared.Return(arguments);
        }

        return null;
    }

    /// <summary>The arguments behind topic and partition.</summary>
    private static int Fill(EncodedChunk chunk, int row, NativeVu[] arguments, MemoryHandle[] headerNames)
    {
        var count = 2;
        var payload = EncodedChunk.Pointer(chunk.Values, row, out var payloadLength);
        arguments[count++] = new NativeVu { Type = NativeVu.ValueTag, Memory = payload, MemorySize = payloadLength };
        if (chunk.Keys.Count > 0)
        {
            var key = EncodedChunk.Pointer(chunk.Keys, row, out var keyLength);
            arguments[count++] = new NativeVu { Type = NativeVu.KeyTag, Memory = key, MemorySize = keyLength };
        }

        if (chunk.HasTimestamps && chunk.TimestampsMs[row] >= 0)
            arguments[count++] = new NativeVu { Type = NativeVu.TimestampTag, Int64 = chunk.TimestampsMs[row] };
        for (var i = 0; i < headerNames.Length; i++)
        {
            // A null header is one that the record does not have.
            if (chunk.Headers[i].IsNull(row))
                continue;
            var header = EncodedChunk.Pointer(chunk.Headers[i], row, out var headerLength);
            arguments[count++] = new NativeVu { Type = NativeVu.HeaderTag, HeaderName = (byte*)headerNames[i].Pointer, HeaderValue = header, HeaderSize = headerLength };
        }

        if (chunk.OwnHeaders.IsEmpty)
            return count;
        var (from, to) = chunk.OwnHeaders.Of(row);
        for (var i = from; i < to; i++)
        {
            var value = chunk.OwnHeaders.Value(i, out var length);
            arguments[count++] = new NativeVu { Type = NativeVu.HeaderTag, HeaderName = chunk.OwnHeaders.Name(i), HeaderValue = value, HeaderSize = length };
        }

        return count;
    }

    private void SortByPartition(EncodedChunk chunk)
    {
        if (_messages.Length < chunk.Count)
        {
            _messages = new NativeMessage[chunk.Count];
            _rows = new int[chunk.Count];
        }

        Array.Clear(_starts);
        foreach (var partition in chunk.Partitions)
            _starts[partition + 1]++;
        for (var i = 0; i < partitions; i++)
            _starts[i + 1] += _starts[i];
        Span<int> next = partitions <= 512 ? stackalloc int[partitions] : new int[partitions];
        _starts.AsSpan(0, partitions).CopyTo(next);
        for (var row = 0; row < chunk.Count; row++)
        {
            var at = next[chunk.Partitions[row]]++;
            var value = EncodedChunk.Pointer(chunk.Values, row, out var valueLength);
            byte* key = null;
            var keyLength = 0;
            if (chunk.Keys.Count > 0)
                key = EncodedChunk.Pointer(chunk.Keys, row, out keyLength);
            _messages[at] = new NativeMessage { Payload = value, PayloadLength = (nuint)valueLength, Key = key, KeyLength = (nuint)keyLength };
            _rows[at] = row;
        }
    }

    private NativeError Explain(NativeProducer producer, ErrorCode code, EncodedChunk chunk, int row)
    {
        if (code == ErrorCode.MsgSizeTooLarge)
        {
            throw StreamFaultException.User(
                $"a record of {chunk.Values[row].Length} bytes is larger than topic '{topic}' takes", "raise message.max.bytes (StreamFlow:Kafka) and the topic's max.message.bytes");
        }

        return producer.FatalError ?? producer.DeliveryError ?? NativeError.Of(code);
    }

    private static byte[] ZeroEnded(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
