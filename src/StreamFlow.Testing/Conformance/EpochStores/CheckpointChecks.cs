using System.Text;
using StreamFlow.Checkpoints.Manifests;

namespace StreamFlow.Testing.Conformance.EpochStores;

/// <summary>Checkpoints on the storage.</summary>
internal static class CheckpointChecks
{
    public static void A_checkpoint_is_read_as_it_was_written(EpochStoreBench bench)
    {
        var first = Write(bench, 1, null, Page("a", 1, "one"), Page("b", 1, "two"));
        Write(bench, 2, first, new PageToWrite("op", "", "a", 1, null), Page("b", 2, "three"));
        bench.Reopen();
        Require(bench, 2, ("a", "one"), ("b", "three"));
    }

    public static void Old_checkpoints_go_and_their_pages_stay_while_named(EpochStoreBench bench)
    {
        CheckpointManifest? last = null;
        for (var epoch = 1; epoch <= 10; epoch++)
            last = Write(bench, epoch, last, last is null ? Page("kept", 1, "kept") : new PageToWrite("op", "", "kept", 1, null), Page("new", epoch, $"epoch {epoch}"));
        bench.Reopen();
        var found = new CheckpointStore(bench.Storage, EpochStoreBench.Job).Inspect(new EpochNumber(10));
        CheckFailure.Require(
            found.Count == CheckpointStore.CheckpointsKept && found.All(checkpoint => checkpoint.IsIntact),
            $"of 10 checkpoints these are there: {string.Join(", ", found.Select(checkpoint => $"{checkpoint.Epoch}{(checkpoint.IsIntact ? "" : " (damaged)")}"))}");
        Require(bench, 10, ("kept", "kept"), ("new", "epoch 10"));
    }

    internal static void Require(EpochStoreBench bench, long epoch, params (string Page, string Text)[] expected)
    {
        var store = new CheckpointStore(bench.Storage, EpochStoreBench.Job);
        var newest = store.Inspect(new EpochNumber(epoch)) is [var first, ..] ? first : null;
        CheckFailure.Require(newest is { IsIntact: true } && newest.Epoch.Value == epoch, $"the newest checkpoint is {newest?.Epoch.ToString() ?? "none"}{(newest?.Damage is { } damage ? $", damaged: {damage}" : "")}; it must be {epoch}");
        var pages = newest!.Manifest!.Pages.ToDictionary(page => page.PageId, page => Encoding.UTF8.GetString(store.ReadPage(page)));
        foreach (var (page, text) in expected)
            CheckFailure.Require(pages.GetValueOrDefault(page) == text, $"page '{page}' of checkpoint {epoch} is '{pages.GetValueOrDefault(page)}'; it must be '{text}'");
    }

    internal static CheckpointManifest Write(EpochStoreBench bench, long epoch, CheckpointManifest? previous, params PageToWrite[] pages) =>
        new CheckpointStore(bench.Storage, EpochStoreBench.Job).Write(
            new CheckpointContents
            {
                Epoch = new EpochNumber(epoch),
                Generation = new Generation(1),
                HeldByAllSinks = new EpochNumber(epoch),
                PlanHash = new string('a', 64),
                Plan = "a plan",
                Operators = [new StatefulOperator("op", "signature")],
                Positions = [new SourcePosition(new SourcePartition("in", 0), epoch * 10)],
                Pages = pages,
            },
            previous);

    internal static PageToWrite Page(string id, long version, string text) => new("op", "", id, version, Encoding.UTF8.GetBytes(text));
}
