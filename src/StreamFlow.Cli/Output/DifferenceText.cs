using StreamFlow.Checkpoints.Inspection;
using StreamFlow.Checkpoints.Protocol;

namespace StreamFlow.Cli.Output;

/// <summary>How two checkpoint directories, or two checkpoints, differ, for people.</summary>
internal static class DifferenceText
{
    private const int EpochsShownMax = 20;

    /// <returns>Whether they are equal.</returns>
    public static bool Write(TextWriter output, CheckpointDirectoryView a, CheckpointView? checkpointA, CheckpointDirectoryView b, CheckpointView? checkpointB, bool withEpochs)
    {
        output.WriteLine($"A: {Describe(a, checkpointA)}");
        output.WriteLine($"B: {Describe(b, checkpointB)}");
        var equal = true;
        if (a.Job != b.Job)
        {
            output.WriteLine($"they are of two jobs: '{a.Job}' and '{b.Job}'");
            equal = false;
        }

        if (withEpochs)
            equal &= WriteEpochs(output, EpochComparison.Between(a.Epochs, b.Epochs));
        if (checkpointA?.Manifest is { } manifestA && checkpointB?.Manifest is { } manifestB)
        {
            equal &= WriteState(output, StateComparison.Between(manifestA, manifestB)) && manifestA.Epoch == manifestB.Epoch;
        }
        else if ((checkpointA ?? checkpointB) is not null)
        {
            output.WriteLine($"only {(checkpointA?.Manifest is not null ? "A" : checkpointB?.Manifest is not null ? "B" : "neither")} has a checkpoint that can be read");
            equal = false;
        }

        output.WriteLine(equal ? "equal" : "different");
        return equal;
    }

    private static string Describe(CheckpointDirectoryView view, CheckpointView? checkpoint) =>
        $"{view.Location}, {(checkpoint is null ? "no checkpoint" : $"checkpoint of epoch {checkpoint.Epoch} (generation {checkpoint.Generation}), {ByteSize.Format(checkpoint.StateBytes)}")}"
        + (checkpoint?.Damage is { } damage ? $", damaged: {damage}" : "");

    private static bool WriteEpochs(TextWriter output, EpochComparison epochs)
    {
        output.WriteLine($"epochs: {epochs.Equal} equal, {epochs.Different.Count} different, {epochs.OnlyInA.Count} only in A{Ends(epochs.OnlyInA)}, {epochs.OnlyInB.Count} only in B{Ends(epochs.OnlyInB)}");
        foreach (var (epoch, differences) in epochs.Different.Take(EpochsShownMax))
            output.WriteLine($"  epoch {epoch}: {string.Join("; ", differences)}");
        if (epochs.Different.Count > EpochsShownMax)
            output.WriteLine($"  and {epochs.Different.Count - EpochsShownMax} more");
        return epochs.AreEqual;
    }

    private static string Ends(IReadOnlyList<EpochNumber> epochs) => epochs.Count == 0 ? "" : $" ({epochs[0]} to {epochs[^1]})";

    private static bool WriteState(TextWriter output, StateComparison state)
    {
        output.WriteLine(state.SamePlan ? "plan: the same" : "plan: another");
        foreach (var change in state.Operators.Where(change => change.Fate != OperatorFate.Kept))
            output.WriteLine($"operator {change.Operator}: {Describe(change.Fate)}");
        output.WriteLine(state.Positions.Count == 0 ? "positions: the same" : "positions:");
        foreach (var position in state.Positions)
            output.WriteLine($"  {position.Partition}: {Offset(position.NextOffsetInA)} in A, {Offset(position.NextOffsetInB)} in B");
        var table = new TextTable("OPERATOR", "LANE", "EQUAL", "DIFFERENT", "ONLY IN A", "ONLY IN B", "BYTES IN A", "BYTES IN B");
        foreach (var pages in state.Pages)
            table.Add(pages.Operator, pages.Lane, pages.Equal, pages.Different, pages.OnlyInA, pages.OnlyInB, ByteSize.Format(pages.BytesInA), ByteSize.Format(pages.BytesInB));
        output.WriteLine("pages:");
        table.Write(output);
        return state.AreEqual;
    }

    private static string Describe(OperatorFate fate) => fate switch
    {
        OperatorFate.Dropped => "only in A",
        OperatorFate.New => "only in B",
        _ => "not the same kind of state in both",
    };

    private static string Offset(long? offset) => offset is { } known ? $"next offset {known}" : "not there";
}
