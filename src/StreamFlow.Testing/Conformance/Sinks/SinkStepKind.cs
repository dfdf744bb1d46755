namespace StreamFlow.Testing.Conformance.Sinks;

internal enum SinkStepKind
{
    Begin,
    Write,
    Stage,
    Commit,
}
