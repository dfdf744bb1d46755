using StreamFlow.Connectors;

namespace StreamFlow.Testing.Sources;

/// <summary>What a job reads in a test in place of its own source.</summary>
internal sealed class TestSourceSpec<T>(SourceSpec replaced, string name, TestLog log) : SourceSpec<T>
    where T : class
{
    public override string Name => name;

    public override bool IsReplayable => replaced.IsReplayable;

    public override string Describe() => replaced.Describe();

    public override SinkSpec<BadRecord>? DeadLetters(string place) => replaced.DeadLetters(place);

    public override SourceConnection Open(ConnectorContext context) => new TestConnection(log, context.Name, context.StartFrom);
}
