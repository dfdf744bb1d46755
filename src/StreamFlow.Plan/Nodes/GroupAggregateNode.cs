using StreamFlow.Plan.Aggregates;

namespace StreamFlow.Plan.Nodes;

/// <summary>Aggregates by key over everything so far; at each epoch's end the rows of the keys that changed leave.</summary>
public sealed class GroupAggregateNode(LogicalNode input, AggregateProjection aggregates, string? name) : LogicalNode([input], aggregates.Results)
{
    public AggregateProjection Aggregates { get; } = aggregates;

    public override string Name { get; } = name ?? $"group-by-{string.Join("-", aggregates.Keys.Select(key => key.Value.ToString()))}";

    public override string? WhyNotReplayable => Aggregates.WhyNotReplayable;

    public override string? StateDescription => $"[{string.Join(", ", Aggregates.Calls)}] by {string.Join(", ", Aggregates.Keys)}, kept for ever";

    public override string Describe() => $"aggregate {Name}: keys [{string.Join(", ", Aggregates.Keys)}], [{string.Join(", ", Aggregates.Calls)}], emit on update";
}
