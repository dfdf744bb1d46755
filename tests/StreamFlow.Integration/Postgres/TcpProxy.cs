using System.Net;
using System.Net.Sockets;

namespace StreamFlow.Integration.Postgres;

/// <summary>Stands between a client and the server on loopback, and breaks the connection at a statement, before the server gets it or after it has answered.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private byte[] _statement = [];
    private bool _afterAnswer;
    private int _breaks;

    public TcpProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were broken.</summary>
    public int Broken { get; private set; }

    /// <summary>Breaks the next connections that send a statement.</summary>
    /// <param name="statement">Its text, or the start of it.</param>
    /// <param name="afterAnswer">The server gets it and answers, and only the answer is lost; else the statement is lost.</param>
    /// <param name="times">So many times.</param>
    public void BreakAt(string statement, bool afterAnswer, int times = 1)
    {
        _statement = System.Text.Encoding.UTF8.GetBytes(statement);
        _afterAnswer = afterAnswer;
        _breaks = times;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using var _ = client;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
            var answers = new Answers();
            var back = answers.CopyAsync(server.GetStream(), client.GetStream(), _end.Token);
            await ForwardAsync(client.GetStream(), server.GetStream(), answers);
            client.Close();
            server.Close();
            await back;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // A side has closed.
        }
    }

    private async Task ForwardAsync(NetworkStream client, NetworkStream server, Answers answers)
    {
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await client.ReadAsync(buffer, _end.Token)) > 0)
        {
            var breaks = _breaks > 0 && buffer.AsSpan(0, read).IndexOf(_statement) >= 0;
            if (breaks)
            {
                _breaks--;
                Broken++;
                if (!_afterAnswer)
                    return;
                answers.Drop();
            }

            await server.WriteAsync(buffer.AsMemory(0, read), _end.Token);
            if (breaks)
            {
                await answers.Dropped.WaitAsync(TimeSpan.FromSeconds(20), _end.Token);
                return;
            }
        }
    }

    /// <summary>The server's bytes on their way to the client.</summary>
    private sealed class Answers
    {
        private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _drops;

        /// <summary>An answer was received and dropped.</summary>
        public Task Dropped => _dropped.Task;

        public void Drop() => _drops = true;

        public async Task CopyAsync(NetworkStream server, NetworkStream client, CancellationToken cancellation)
        {
            var buffer = new byte[64 << 10];
            try
            {
                int read;
                while ((read = await server.ReadAsync(buffer, cancellation)) > 0)
                {
                    if (_drops)
                        _dropped.TrySetResult();
                    else
                        await client.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // A side has closed.
            }
        }
    }
}
