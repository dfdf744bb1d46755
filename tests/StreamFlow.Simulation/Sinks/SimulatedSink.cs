using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Sinks;

/// <summary>A sink as one instance of the job writes to it. Sinks of one server commit together.</summary>
internal sealed class SimulatedSink(string name, SinkServer server, Instance instance) : SinkSpec<Item>
{
    public override string Name => name;

    public override string CommitGroup => server.Name;

    public override string Describe() => $"simulated {server.Name}/{name}";

    public override SinkCommitter OpenCommitter(ConnectorContext context) =>
        context.Guarantee == ProcessingGuarantee.AtLeastOnce ? new UnmarkedCommitter(server, instance) : new SimulatedCommitter(server, instance);

    public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) => new Writer(name, (IRowBuffer)committer);

    private sealed class Writer(string sink, IRowBuffer buffer) : SinkWriter
    {
        private readonly RowReader<Item> _reader = RowReader.For<Item>();

        public override void Write(ColumnBatch rows) =>
            buffer.Add([.. Enumerable.Range(0, rows.RowCount).Select(row => new StoredRow(sink, 0, _reader.Read(rows, row)))]);
    }
}

/// <summary>Where writers leave their rows.</summary>
internal interface IRowBuffer
{
    void Add(IReadOnlyList<StoredRow> rows);
}
