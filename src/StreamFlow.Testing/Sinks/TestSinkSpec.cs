using StreamFlow.Connectors;
using StreamFlow.Data;

namespace StreamFlow.Testing.Sinks;

/// <summary>What a job writes to in a test in place of its own sink. It asks for the same columns and refuses the same rows.</summary>
internal sealed class TestSinkSpec<T>(SinkSpec replaced, string name, TestSinkStore store) : SinkSpec<T>
    where T : class
{
    public override string Name => name;

    public override IReadOnlyList<ExtraColumn> ExtraColumns => replaced.ExtraColumns;

    public override string Describe() => replaced.Describe();

    public override void Check(RowSchema schema) => replaced.Check(schema);

    public override SinkCommitter OpenCommitter(ConnectorContext context) => new TestCommitter(store);

    public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) => new TestWriter<T>((TestCommitter)committer);
}
