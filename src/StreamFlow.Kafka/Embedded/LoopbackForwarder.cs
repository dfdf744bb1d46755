using System.Net;
using System.Net.Sockets;

namespace StreamFlow.Kafka.Embedded;

/// <summary>Passes connections on 127.0.0.1 to the broker behind, and takes the requests for topics that the broker itself has no part of the protocol for.</summary>
internal sealed class LoopbackForwarder : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly IPEndPoint _target;
    private readonly EmbeddedBroker _broker;
    private readonly Task _accepting;

    public LoopbackForwarder(int port, IPEndPoint target, EmbeddedBroker broker)
    {
        _target = target;
        _broker = broker;
        _listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            _listener.Start();
        }
        catch (SocketException e)
        {
            throw StreamFaultException.User($"the embedded broker cannot listen on 127.0.0.1:{port}: {e.Message}", "choose another port: --port P", inner: e);
        }

        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
                connections.RemoveAll(c => c.IsCompleted);
                connections.Add(Task.Run(() => ServeAsync(socket)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }

        await Task.WhenAll(connections).ConfigureAwait(false);
    }

    private async Task ServeAsync(Socket socket)
    {
        using var client = new NetworkStream(socket, ownsSocket: true);
        socket.NoDelay = true;
        try
        {
            var head = new byte[4];
            await client.ReadExactlyAsync(head, _stop.Token).ConfigureAwait(false);
            if (TopicRequest.IsHead(head))
                await TopicRequest.AnswerAsync(client, _broker, _stop.Token).ConfigureAwait(false);
            else
                await PassAsync(client, head).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone: so does the other.
        }
    }

    private async Task PassAsync(NetworkStream client, byte[] head)
    {
        using var behind = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await behind.ConnectAsync(_target, _stop.Token).ConfigureAwait(false);
        using var broker = new NetworkStream(behind);
        await broker.WriteAsync(head, _stop.Token).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var there = client.CopyToAsync(broker, either.Token);
        var back = broker.CopyToAsync(client, either.Token);
        await Task.WhenAny(there, back).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(there, back).ConfigureAwait(false);
    }
}
