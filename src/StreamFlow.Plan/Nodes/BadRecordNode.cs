using StreamFlow.Data.Rows;

namespace StreamFlow.Plan.Nodes;

/// <summary>The records of a source that did not decode, as rows.</summary>
public sealed class BadRecordNode(SourceNode source) : LogicalNode([source], RowType.Of<BadRecord>().Schema)
{
    public SourceNode Source { get; } = source;

    public override string Name => $"{Source.Name}-bad-records";

    public override bool IsSideOutput => true;

    public override string Describe() => $"bad records of {Source.Name}";
}
