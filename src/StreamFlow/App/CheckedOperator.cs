using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Engine.Recovery;

namespace StreamFlow.App;

/// <summary>What becomes of a stateful operator, in words.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fate">kept, new, dropped or replaced.</param>
/// <param name="Why">Why its state is lost; null when it is not.</param>
internal sealed record CheckedOperator(string Name, string Fate, string? Why)
{
    /// <summary>
    /// By the newest whole checkpoint. State is kept or lost, never converted: open windows and groups hold what was added up so far and not the rows, so that an
    /// aggregate that is new could not know the rows before it, and its results would be wrong.
    /// </summary>
    public static IReadOnlyList<CheckedOperator> AllOf(StartPreview preview)
    {
        var checkpoint = preview.Facts.Checkpoints.Where(one => one.IsIntact && preview.Facts.Log?.Knows(one.Epoch, one.Generation) != false).MaxBy(one => one.Epoch);
        var before = checkpoint?.Manifest!.Operators ?? [];
        return [.. OperatorChange.Between(before, preview.Facts.Operators).Select(change => new CheckedOperator(change.Operator, FateOf(change), WhyLost(change, before, preview.Facts.Operators)))];
    }

    private static string FateOf(OperatorChange change) => change.Fate switch
    {
        OperatorFate.Kept => "kept",
        OperatorFate.New => "new",
        OperatorFate.Dropped => "dropped",
        _ => "replaced",
    };

    private static string? WhyLost(OperatorChange change, IReadOnlyList<StatefulOperator> before, IReadOnlyList<StatefulOperator> now) => change.Fate switch
    {
        OperatorFate.Dropped => "not in the plan any more; --allow-state-drop lets its state go",
        OperatorFate.Replaced => $"it held: {SignatureOf(before, change)}; it is now: {SignatureOf(now, change)}. What was added up cannot become the other without the rows; --allow-state-drop lets it begin empty",
        _ => null,
    };

    private static string SignatureOf(IReadOnlyList<StatefulOperator> operators, OperatorChange change) => operators.First(one => one.Name == change.Operator).Signature;
}
