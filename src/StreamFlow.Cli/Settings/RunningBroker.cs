using System.Net.Sockets;

namespace StreamFlow.Cli.Settings;

/// <summary>Where a <c>./streamflow broker</c> of this clone listens, so that the other commands find it without being told.</summary>
internal static class RunningBroker
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    private static string Note => Path.Combine(Repository.State, "broker");

    /// <summary>Its address; null where none runs.</summary>
    public static string? Find()
    {
        if (!File.Exists(Note))
            return null;
        var address = File.ReadAllText(Note).Trim();
        return Answers(address) ? address : null;
    }

    public static void Announce(string address)
    {
        Directory.CreateDirectory(Repository.State);
        File.WriteAllText(Note, address + "\n");
    }

    public static void Withdraw(string address)
    {
        if (File.Exists(Note) && File.ReadAllText(Note).Trim() == address)
            File.Delete(Note);
    }

    // A broker that was killed has left its note behind.
    private static bool Answers(string address)
    {
        var colon = address.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(address.AsSpan(colon + 1), out var port))
            return false;
        using var socket = new TcpClient();
        try
        {
            return socket.ConnectAsync(address[..colon], port).Wait(ConnectTimeout);
        }
        catch (AggregateException)
        {
            return false;
        }
    }
}
