using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;

namespace StreamFlow.Integration.Crashes.Proxies;

/// <summary>
/// In front of a broker, which gives this port out as its own. A commit is the request EndTxn: after four bytes of length each request begins with
/// its kind (2 bytes), the kind's version (2) and a number (4) that its reply begins with.
/// </summary>
internal sealed class KafkaCommitProxy(int target) : CommitProxy(target)
{
    private const int EndTransaction = 26;
    private const int HeadBytes = 8;
    private const int FrameBytesMax = 100 << 20;

    protected override async Task PassAsync(NetworkStream client, NetworkStream server, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var doomed = new ConcurrentDictionary<int, LostReply>();
        var there = RequestsAsync(client, server, doomed, either.Token);
        var back = RepliesAsync(server, client, doomed, either.Token);
        await Task.WhenAny(there, back);
        await either.CancelAsync();
        await Task.WhenAll(there, back);
    }

    private async Task RequestsAsync(NetworkStream client, NetworkStream server, ConcurrentDictionary<int, LostReply> doomed, CancellationToken cancellation)
    {
        while (true)
        {
            var frame = await ReadFrameAsync(client, cancellation);
            if (frame.Length >= 4 + HeadBytes && BinaryPrimitives.ReadInt16BigEndian(frame.AsSpan(4)) == EndTransaction)
            {
                var fate = Judge();
                if (fate == LostReply.Request)
                    return;
                if (fate != LostReply.None)
                    doomed[BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(8))] = fate;
            }

            await server.WriteAsync(frame, cancellation);
        }
    }

    private static async Task RepliesAsync(NetworkStream server, NetworkStream client, ConcurrentDictionary<int, LostReply> doomed, CancellationToken cancellation)
    {
        while (true)
        {
            var frame = await ReadFrameAsync(server, cancellation);
            if (!doomed.TryRemove(BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(4)), out var fate))
                await client.WriteAsync(frame, cancellation);
            else if (fate == LostReply.Reply)
                return;
        }
    }

    /// <summary>A request or a reply, its length in front.</summary>
    private static async Task<byte[]> ReadFrameAsync(NetworkStream from, CancellationToken cancellation)
    {
        var length = new byte[4];
        await from.ReadExactlyAsync(length, cancellation);
        var bytes = BinaryPrimitives.ReadInt32BigEndian(length);
        if (bytes is < 4 or > FrameBytesMax)
            throw new IOException($"no frame of Kafka's has {bytes} bytes");
        var frame = new byte[4 + bytes];
        length.CopyTo(frame, 0);
        await from.ReadExactlyAsync(frame.AsMemory(4), cancellation);
        return frame;
    }
}
