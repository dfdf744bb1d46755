using System.Net;
using System.Net.Sockets;

namespace StreamFlow.Integration.Crashes.Proxies;

/// <summary>A door on loopback in front of a server. It passes everything on, but commits and their replies as <see cref="Fate"/> says.</summary>
internal abstract class CommitProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly Task _accepting;
    private int _lost;

    protected CommitProxy(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Asked once a commit, by one thread at a time.</summary>
    public Func<LostReply> Fate { get; set; } = () => LostReply.None;

    /// <summary>The commits that did not pass whole, so far.</summary>
    public int Lost => Volatile.Read(ref _lost);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>Passes the two directions of one connection on; returns, or throws, when one of them is to end.</summary>
    protected abstract Task PassAsync(NetworkStream client, NetworkStream server, CancellationToken cancellation);

    /// <summary>Decides about a commit.</summary>
    protected LostReply Judge()
    {
        lock (_listener)
        {
            var fate = Fate();
            if (fate != LostReply.None)
                Interlocked.Increment(ref _lost);
            return fate;
        }
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                connections.RemoveAll(connection => connection.IsCompleted);
                connections.Add(Task.Run(() => ServeAsync(socket)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(Socket socket)
    {
        using var client = new NetworkStream(socket, ownsSocket: true);
        socket.NoDelay = true;
        try
        {
            using var behind = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await behind.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            using var server = new NetworkStream(behind);
            await PassAsync(client, server, _stop.Token);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone: so does the other.
        }
    }
}
