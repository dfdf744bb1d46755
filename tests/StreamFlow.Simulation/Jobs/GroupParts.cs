namespace StreamFlow.Simulation.Jobs;

/// <summary>
/// The rows of a group, in the parts and in the order in which §4 of the design has them combined: within a part a left fold by offset, then part by part.
/// The parts of a lane are its slices of time; lanes come in their order.
/// </summary>
internal sealed class GroupParts(IReadOnlyList<IReadOnlyList<Item>> parts)
{
    public IEnumerable<Item> Rows => parts.SelectMany(part => part);

    public double SumOfWeights => parts.Select(part => part.Aggregate(0.0, (sum, row) => sum + row.Weight)).Aggregate(0.0, (sum, part) => sum + part);
}
