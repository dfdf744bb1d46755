using System.CommandLine;
using System.Globalization;
using StreamFlow.Checkpoints.Inspection;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class CheckpointDiffCommand
{
    public static Command Create()
    {
        var a = new Argument<string>("A") { Description = "a checkpoint directory; DIR@EPOCH for one of its checkpoints" };
        var b = new Argument<string>("B") { Description = "another one, or another checkpoint of the same" };
        var command = new Command("diff", "Compares two directories, or two checkpoints: epochs, positions, operators, pages, sizes. The exit code is 1 where they differ.") { a, b };
        command.SetAction(parsed =>
        {
            var (one, other) = (Side.Open(parsed.GetRequiredValue(a)), Side.Open(parsed.GetRequiredValue(b)));
            return DifferenceText.Write(Console.Out, one.View, one.Checkpoint, other.View, other.Checkpoint, withEpochs: !(one.IsNamed && other.IsNamed))
                ? ExitCode.Done
                : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>What one of the two names stands for.</summary>
    private sealed record Side(CheckpointDirectoryView View, CheckpointView? Checkpoint, bool IsNamed)
    {
        public static Side Open(string text)
        {
            // A folder's own name may hold the sign.
            var at = Directory.Exists(text) ? -1 : text.LastIndexOf('@');
            var view = CheckpointDirectoryView.Read(FileCheckpointStorage.OpenExisting(at < 0 ? text : text[..at]), int.MaxValue);
            if (at < 0)
                return new Side(view, view.NewestWhole, IsNamed: false);
            if (!long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
                throw new UsageException($"'{text}': '{text[(at + 1)..]}' is no epoch", "give DIR@EPOCH, such as checkpoints/JOB@12");
            var found = view.Checkpoints.LastOrDefault(checkpoint => checkpoint.Epoch.Value == epoch) ?? throw new UsageException(
                $"there is no checkpoint of epoch {epoch} in {view.Location}",
                view.Checkpoints.Count == 0 ? "it has none" : $"it has those of {string.Join(", ", view.Checkpoints.Select(checkpoint => checkpoint.Epoch).Distinct())}");
            return new Side(view, found, IsNamed: true);
        }
    }
}
