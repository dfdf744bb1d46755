using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace StreamFlow.Integration.Crashes.Proxies;

/// <summary>
/// In front of a PostgreSQL server. A commit is a query, simple (<c>Q</c>) or parsed (<c>P</c>), whose text is COMMIT: each message of a client is a letter, four bytes
/// of length that count themselves, and its content; only those before the login is through have no letter.
/// </summary>
internal sealed class PostgresCommitProxy(int target) : CommitProxy(target)
{
    private const int EncryptionAsked = 80877103;
    private const int KerberosAsked = 80877104;
    private const int MessageBytesMax = 1 << 30;

    protected override async Task PassAsync(NetworkStream client, NetworkStream server, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var link = new Link();
        var there = MessagesAsync(client, server, link, either.Token);
        var back = AnswersAsync(server, client, link, either.Token);
        await Task.WhenAny(there, back);
        await either.CancelAsync();
        await Task.WhenAll(there, back);
    }

    private async Task MessagesAsync(NetworkStream client, NetworkStream server, Link link, CancellationToken cancellation)
    {
        byte[] login;
        do
        {
            login = await ReadAsync(client, letters: 0, cancellation);
            await server.WriteAsync(login, cancellation);
        }
        while (BinaryPrimitives.ReadInt32BigEndian(login.AsSpan(4)) is EncryptionAsked or KerberosAsked);

        while (true)
        {
            var message = await ReadAsync(client, letters: 1, cancellation);
            if (IsCommit(message))
            {
                var fate = Judge();
                if (fate == LostReply.Request)
                    return;

                // Nothing else is on its way back: a client says COMMIT when all before it is answered.
                link.Fate = fate;
            }

            await server.WriteAsync(message, cancellation);
        }
    }

    private static async Task AnswersAsync(NetworkStream server, NetworkStream client, Link link, CancellationToken cancellation)
    {
        var bytes = new byte[64 << 10];
        while (true)
        {
            var count = await server.ReadAsync(bytes, cancellation);
            if (count == 0 || link.Fate == LostReply.Reply)
                return;
            if (link.Fate == LostReply.None)
                await client.WriteAsync(bytes.AsMemory(0, count), cancellation);
        }
    }

    private static bool IsCommit(byte[] message) =>
        message[0] is (byte)'Q' or (byte)'P' && Encoding.UTF8.GetString(message.AsSpan(5)).Trim('\0', ' ', ';').StartsWith("COMMIT", StringComparison.OrdinalIgnoreCase);

    /// <summary>A message whole, the letter and the length in front.</summary>
    private static async Task<byte[]> ReadAsync(NetworkStream from, int letters, CancellationToken cancellation)
    {
        var head = new byte[letters + 4];
        await from.ReadExactlyAsync(head, cancellation);
        var bytes = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(letters));
        if (bytes is < 4 or > MessageBytesMax)
            throw new IOException($"no message of PostgreSQL's has {bytes} bytes");
        var message = new byte[letters + bytes];
        head.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(head.Length), cancellation);
        return message;
    }

    /// <summary>What the direction of the client tells that of the server.</summary>
    private sealed class Link
    {
        private int _fate;

        public LostReply Fate
        {
            get => (LostReply)Volatile.Read(ref _fate);
            set => Volatile.Write(ref _fate, (int)value);
        }
    }
}
