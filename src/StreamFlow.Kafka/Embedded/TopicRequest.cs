using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace StreamFlow.Kafka.Embedded;

/// <summary>
/// Makes and deletes topics on an embedded broker in another process. librdkafka's mock cluster does not take Kafka's requests for it, so they travel on the same port
/// as frames that no Kafka request begins like: four bytes "SFTR", a length, then text: verb, topic, partitions, one a line. The answer is a length and the error, empty for done.
/// </summary>
internal static class TopicRequest
{
    private const int TextBytesMax = 4096;

    // As a request's length it would be 1.4 GB, which no client sends.
    private static ReadOnlySpan<byte> Head => "SFTR"u8;

    public static bool IsHead(ReadOnlySpan<byte> head) => head.SequenceEqual(Head);

    public static Task<string> CreateAsync(string bootstrapServers, string topic, int partitions, CancellationToken cancellation) =>
        SendAsync(bootstrapServers, string.Create(CultureInfo.InvariantCulture, $"create\n{topic}\n{partitions}"), cancellation);

    public static Task<string> DeleteAsync(string bootstrapServers, string topic, CancellationToken cancellation) =>
        SendAsync(bootstrapServers, $"delete\n{topic}\n0", cancellation);

    public static async Task AnswerAsync(NetworkStream client, EmbeddedBroker broker, CancellationToken cancellation)
    {
        var parts = (await ReadAsync(client, cancellation).ConfigureAwait(false)).Split('\n');
        var error = "";
        try
        {
            if (parts is ["create", var created, var partitions])
                broker.CreateTopic(created, int.Parse(partitions, CultureInfo.InvariantCulture));
            else if (parts is ["delete", var deleted, _])
                broker.DeleteTopic(deleted);
            else
                error = "the embedded broker does not know this request";
        }
        catch (Exception e) when (e is StreamFaultException or ArgumentException or FormatException or ObjectDisposedException)
        {
            error = e.Message;
        }

        await WriteAsync(client, error, cancellation).ConfigureAwait(false);
    }

    private static async Task<string> SendAsync(string bootstrapServers, string text, CancellationToken cancellation)
    {
        var address = bootstrapServers.Split(',')[0].Trim();
        var colon = address.LastIndexOf(':');
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address[..colon], int.Parse(address.AsSpan(colon + 1), CultureInfo.InvariantCulture), cancellation).ConfigureAwait(false);
        var stream = client.GetStream();
        await stream.WriteAsync(Head.ToArray(), cancellation).ConfigureAwait(false);
        await WriteAsync(stream, text, cancellation).ConfigureAwait(false);
        return await ReadAsync(stream, cancellation).ConfigureAwait(false);
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length, cancellation).ConfigureAwait(false);
        var bytes = BinaryPrimitives.ReadInt32BigEndian(length);
        if (bytes is < 0 or > TextBytesMax)
            throw new IOException("not a request for topics");
        var text = new byte[bytes];
        await stream.ReadExactlyAsync(text, cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetString(text);
    }

    private static async Task WriteAsync(NetworkStream stream, string text, CancellationToken cancellation)
    {
        var frame = new byte[4 + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - 4);
        Encoding.UTF8.GetBytes(text, frame.AsSpan(4));
        await stream.WriteAsync(frame, cancellation).ConfigureAwait(false);
    }
}
