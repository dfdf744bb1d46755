using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

/// <summary>A sink in memory that is right but for one flaw: the kit must find it.</summary>
internal sealed class FlawedSink(string name, SinkFlaw flaw) : SinkSpec<ConformanceRow>
{
    public override string Name => name;

    public SinkFlaw Flaw => flaw;

    public List<ConformanceRow> Rows { get; } = [];

    public EpochNumber? Marker { get; set; }

    public long Generation { get; set; }

    public int Epochs { get; set; }

    public override string Describe() => $"flawed {name}";

    public override SinkCommitter OpenCommitter(ConnectorContext context) => new FlawedCommitter(this);

    public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) => new Writer((FlawedCommitter)committer, ((FlawedCommitter)committer).Writers++);

    private sealed class Writer(FlawedCommitter committer, int ordinal) : SinkWriter
    {
        public override void Write(ColumnBatch rows) => committer.Write(rows, ordinal);
    }
}
