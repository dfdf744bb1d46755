using StreamFlow.Connectors;
using StreamFlow.Data;

namespace StreamFlow.Basics.Memory;

/// <summary>Keeps rows in this process, exactly once as any transactional sink does. For trying things out; a job's test has <c>JobTest</c>.</summary>
/// <param name="name">The sink's name within the job.</param>
public sealed class MemorySink<T>(string name) : SinkSpec<T>
    where T : class
{
    private readonly MemoryRows<T> _rows = new();

    public override string Name => name;

    /// <summary>The rows of all committed epochs, as a copy: epoch by epoch, within one in no order.</summary>
    public IReadOnlyList<T> Committed => _rows.Committed();

    public override string Describe() => $"memory {name}";

    public override SinkCommitter OpenCommitter(ConnectorContext context) => new MemoryCommitter<T>(_rows);

    public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) => new MemoryWriter<T>((MemoryCommitter<T>)committer);
}
