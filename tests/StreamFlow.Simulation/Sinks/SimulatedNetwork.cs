namespace StreamFlow.Simulation.Sinks;

/// <summary>Commits that are on their way longer than their senders waited.</summary>
internal sealed class SimulatedNetwork
{
    private readonly Lock _gate = new();
    private readonly List<(SinkServer Server, CommitRequest Request)> _delayed = [];

    public void Delay(SinkServer server, CommitRequest request)
    {
        lock (_gate)
            _delayed.Add((server, request));
    }

    /// <summary>They arrive, and take effect unless their session was fenced meanwhile.</summary>
    /// <returns>How each ended, for the story.</returns>
    public IReadOnlyList<string> Deliver()
    {
        List<(SinkServer Server, CommitRequest Request)> arriving;
        lock (_gate)
        {
            arriving = [.. _delayed];
            _delayed.Clear();
        }

        return [.. arriving.Select(one => Arrive(one.Server, one.Request))];
    }

    private static string Arrive(SinkServer server, CommitRequest request)
    {
        try
        {
            server.Commit(request);
            return $"the delayed commit of epoch {request.Epoch} arrives at {server.Name}";
        }
        catch (StreamFaultException)
        {
            return $"the delayed commit of epoch {request.Epoch} arrives at {server.Name} and is fenced off";
        }
    }
}
