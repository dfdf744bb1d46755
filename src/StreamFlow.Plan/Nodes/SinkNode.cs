using StreamFlow.Connectors;

namespace StreamFlow.Plan.Nodes;

/// <summary>Rows written to a sink. Its schema is the input's: the sink's extra columns are already projected.</summary>
public sealed class SinkNode(LogicalNode input, SinkSpec spec, string? name) : LogicalNode([input], input.Schema)
{
    public SinkSpec Spec { get; } = spec;

    public override string Name { get; } = name ?? spec.Name;

    public override string Describe() => $"sink {Name}: {Spec.Describe()}";
}
