namespace StreamFlow.Simulation.Logs;

/// <summary>The partitions of a topic: more come to be, none goes.</summary>
internal sealed class SimulatedTopic(string name)
{
    private readonly Lock _gate = new();
    private readonly List<SimulatedPartition> _partitions = [];

    public string Name => name;

    public IReadOnlyList<SimulatedPartition> Partitions
    {
        get
        {
            lock (_gate)
                return [.. _partitions];
        }
    }

    public void Apply(LogEvent happening)
    {
        lock (_gate)
        {
            if (happening.Entry is { } entry)
                _partitions[happening.Partition].Append(entry);
            else
                _partitions.Add(new SimulatedPartition());
        }
    }
}
