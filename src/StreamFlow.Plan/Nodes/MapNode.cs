using StreamFlow.Data.Rows;

namespace StreamFlow.Plan.Nodes;

/// <summary>Rows made by an author's delegate, row by row.</summary>
/// <param name="input">Where the rows come from.</param>
/// <param name="inputRows">Their CLR type.</param>
/// <param name="outputRows">The CLR type of what the delegate makes.</param>
/// <param name="function"><c>Func&lt;T, TOut&gt;</c>, or <c>Func&lt;T, IEnumerable&lt;TOut&gt;&gt;</c> when <paramref name="isFlat"/>.</param>
/// <param name="isFlat">Whether a row gives any number of rows.</param>
public sealed class MapNode(LogicalNode input, RowType inputRows, RowType outputRows, Delegate function, bool isFlat)
    : LogicalNode([input], outputRows.Schema)
{
    public RowType InputRows { get; } = inputRows;

    public RowType OutputRows { get; } = outputRows;

    public Delegate Function { get; } = function;

    public bool IsFlat { get; } = isFlat;

    public override string Name => IsFlat ? "flat-map" : "map";

    public override bool RunsByRow => true;

    public override string? WhyNotReplayable =>
        Function.Method.IsDefined(typeof(NonDeterministicAttribute), inherit: false) ? $"the delegate of .{(IsFlat ? "FlatMap" : "Map")} is marked NonDeterministic" : null;

    /// <summary>A delegate is known by the module that holds its code: a replay needs the same one.</summary>
    public override string Describe() => $"{Name} by {Function.Method.Name} of module {Function.Method.Module.ModuleVersionId:N} to {Schema}{(WhyNotReplayable is null ? "" : ", not deterministic")}";
}
