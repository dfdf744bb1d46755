using StreamFlow.Connectors;
using StreamFlow.Data.Rows;

namespace StreamFlow.Plan.Nodes;

/// <summary>Rows read from a source.</summary>
public sealed class SourceNode(SourceSpec spec, RowType rows, string? name) : LogicalNode([], rows.Schema)
{
    public SourceSpec Spec { get; } = spec;

    public RowType Rows { get; } = rows;

    public BadRecordPolicy OnBadRecord => Spec.OnBadRecord;

    public override string Name { get; } = name ?? spec.Name;

    public override string? WhyNotReplayable => Spec.IsReplayable ? null : $"the source {Name} does not give the same records again";

    public override string Describe() => $"source {Name}: {Spec.Describe()} {Schema}";
}
