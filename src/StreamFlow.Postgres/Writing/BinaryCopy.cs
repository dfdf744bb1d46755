using StreamFlow.Postgres.Connections;

namespace StreamFlow.Postgres.Writing;

/// <summary>Sends tuples by COPY in PostgreSQL's binary format: a header, the tuples, a trailer.</summary>
internal static class BinaryCopy
{
    /// <summary>The server puts a message together before it reads it.</summary>
    private const int MessageBytesMax = 1 << 20;

    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly byte[] Trailer = [0xFF, 0xFF];

    /// <summary>Returns when the server has taken every row.</summary>
    public static async Task SendAsync(PostgresSession session, string sql, IEnumerable<ReadOnlyMemory<byte>> tuples, CancellationToken cancellation)
    {
        var stream = await session.BeginCopyAsync(sql, cancellation).ConfigureAwait(false);
        await stream.WriteAsync(Header, cancellation).ConfigureAwait(false);
        foreach (var bytes in tuples)
        {
            for (var sent = 0; sent < bytes.Length; sent += MessageBytesMax)
                await stream.WriteAsync(bytes[sent..Math.Min(bytes.Length, sent + MessageBytesMax)], cancellation).ConfigureAwait(false);
        }

        await stream.WriteAsync(Trailer, cancellation).ConfigureAwait(false);
        // Not in a using: disposing completes the COPY, also of rows that are not all there. A session whose COPY broke off is thrown away.
        await stream.DisposeAsync().ConfigureAwait(false);
    }
}
