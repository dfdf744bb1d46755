using StreamFlow.Connectors;

namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>What a check works with: sources, and the connections that it opened on them, which are all closed at its end.</summary>
internal sealed class SourceBench(SourceConformance kit) : IAsyncDisposable
{
    private readonly List<SourceConnection> _connections = [];

    public SourceConformance Kit => kit;

    public int PartitionCount => kit.PartitionCount;

    /// <summary>A source whose partitions are empty.</summary>
    public SourceUnderTest NewSource(int? partitions = null)
    {
        var count = partitions ?? kit.PartitionCount;
        return new SourceUnderTest(this, kit.CreateSource($"c{Guid.NewGuid().ToString("N")[..12]}", count), count);
    }

    public SourceConnection Open(SourceSpec<ConformanceRow> spec, string? startFrom = null)
    {
        var connection = spec.Open(kit.CreateContext(spec.Name, startFrom));
        _connections.Add(connection);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync().ConfigureAwait(false);
    }
}
