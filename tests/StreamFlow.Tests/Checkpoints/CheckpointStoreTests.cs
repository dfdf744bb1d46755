using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints;

public class CheckpointStoreTests
{
    private readonly MemoryCheckpointStorage _storage = new();
    private readonly CheckpointStore _store;

    public CheckpointStoreTests() => _store = new CheckpointStore(_storage, Given.Job);

    [Fact]
    public void What_was_written_is_read_again()
    {
        var written = _store.Write(
            Contents(7, Page("w1", 1, "first"), Page("w2", 1, ""), Page("w3", 1, "third")) with
            {
                Operators = [new StatefulOperator("average", "key:string window:10s")],
                Positions = [new SourcePosition(new SourcePartition("iot", 3), 70)],
            },
            previous: null);
        var facts = Assert.Single(_store.Inspect(new EpochNumber(7)));
        Assert.Null(facts.Damage);
        var manifest = facts.Manifest!;
        Assert.Equal((Given.Job, 7L, 1L, 7L), (manifest.Job, manifest.Epoch.Value, manifest.Generation.Value, manifest.HeldByAllSinks.Value));
        Assert.Equal((Given.PlanA, "the plan\nin lines"), (manifest.PlanHash, manifest.Plan));
        Assert.Equal(written.Operators, manifest.Operators);
        Assert.Equal(written.Positions, manifest.Positions);
        Assert.Equal(written.Pages, manifest.Pages);
        Assert.Equal(["first", "", "third"], manifest.Pages.Select(page => System.Text.Encoding.UTF8.GetString(_store.ReadPage(page))));
    }

    [Fact]
    public void An_unchanged_page_is_named_again_and_not_written_again()
    {
        var first = _store.Write(Contents(1, Page("a", 1, "aaa"), Page("b", 1, "bbb")), null);
        var second = _store.Write(Contents(2, Unchanged("a", 1), Page("b", 2, "BBB"), Page("c", 1, "ccc")), first);
        Assert.Equal(first.Pages[0], second.Pages[0]);
        Assert.NotEqual(first.Pages[1].File, second.Pages[1].File);
        Assert.Equal(8 + 3 + 3, _storage.LengthOf(second.Pages[1].File));
    }

    [Fact]
    public void A_checkpoint_in_which_nothing_changed_makes_no_data_file()
    {
        var first = _store.Write(Contents(1, Page("a", 1, "aaa")), null);
        _store.Write(Contents(2, Unchanged("a", 1)), first);
        Assert.Single(_storage.List(), file => file.EndsWith(".pages", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unchanged_page_of_another_version_or_of_no_checkpoint_is_refused()
    {
        var first = _store.Write(Contents(1, Page("a", 1, "aaa")), null);
        Assert.Equal(FaultOrigin.Internal, Assert.Throws<StreamFaultException>(() => _store.Write(Contents(2, Unchanged("a", 2)), first)).Origin);
        Assert.Equal(FaultOrigin.Internal, Assert.Throws<StreamFaultException>(() => _store.Write(Contents(2, Unchanged("a", 1)), null)).Origin);
    }

    [Fact]
    public void A_page_twice_is_refused() =>
        Assert.Equal(FaultOrigin.Internal, Assert.Throws<StreamFaultException>(() => _store.Write(Contents(1, Page("a", 1, "x"), Page("a", 2, "y")), null)).Origin);

    [Fact]
    public void The_same_epoch_again_in_the_same_generation_gives_the_checkpoint_that_is_there()
    {
        var first = _store.Write(Contents(1, Page("a", 1, "aaa")), null);
        var operations = _storage.Operations;
        Assert.Equal(first.Pages, _store.Write(Contents(1, Page("a", 1, "aaa")), first).Pages);
        Assert.Equal(operations, _storage.Operations);
    }

    [Fact]
    public void Three_are_kept_with_the_data_and_the_log_that_they_need()
    {
        WriteLog(20);
        CheckpointManifest? previous = null;
        for (var epoch = 2; epoch <= 20; epoch += 3)
            previous = _store.Write(Contents(epoch, previous is null ? Page("old", 1, "old") : Unchanged("old", 1), Page("new", epoch, $"{epoch}")), previous);
        Assert.Equal([20, 17, 14], _store.Inspect(new EpochNumber(20)).Select(one => one.Epoch.Value));
        Assert.Equal(["checkpoint-000000000002-00000001.pages", "checkpoint-000000000014-00000001.pages", "checkpoint-000000000017-00000001.pages", "checkpoint-000000000020-00000001.pages"],
            _storage.List().Where(file => file.EndsWith(".pages", StringComparison.Ordinal)));
        Assert.Equal("old"u8.ToArray(), _store.ReadPage(previous!.Pages[0]));
        var log = EpochLogScan.Read(_storage).Facts!;
        Assert.InRange(log.FirstEpoch.Value, 2, 14);
        Assert.Equal(20, log.LastEpoch.Value);
    }

    [Fact]
    public void One_at_or_before_the_slowest_sink_is_kept_too()
    {
        for (var epoch = 1; epoch <= 9; epoch++)
            _store.Write(Contents(epoch, Page("a", epoch, "a")) with { HeldByAllSinks = new EpochNumber(Math.Min(epoch, 4)) }, null);
        Assert.Equal([9, 8, 7, 4], _store.Inspect(new EpochNumber(9)).Select(one => one.Epoch.Value));
    }

    [Fact]
    public void What_a_half_done_publish_left_is_cleared_away()
    {
        _storage.Put("checkpoint-000000000001-00000001.manifest.tmp", [1]);
        _storage.Put("checkpoint-000000000001-00000001.pages", [1]);
        _store.Write(Contents(2, Page("a", 1, "a")), null);
        Assert.Equal(2, _storage.List().Count);
    }

    [Fact]
    public void A_damaged_page_of_the_newest_is_found_and_the_one_before_is_looked_at()
    {
        _store.Write(Contents(1, Page("a", 1, "aaa")), null);
        var newest = _store.Write(Contents(2, Page("a", 2, "bbb")), null);
        var bytes = _storage.ReadAll(newest.Pages[0].File);
        bytes[^1] ^= 1;
        _storage.Put(newest.Pages[0].File, bytes);
        var facts = _store.Inspect(new EpochNumber(2));
        Assert.Equal([false, true], facts.Select(one => one.IsIntact));
        Assert.Contains(newest.Pages[0].File, facts[0].Damage, StringComparison.Ordinal);
        Assert.Throws<StreamFaultException>(() => _store.ReadPage(newest.Pages[0]));
    }

    [Fact]
    public void A_missing_or_short_data_file_is_damage()
    {
        var manifest = _store.Write(Contents(1, Page("a", 1, "aaa")), null);
        _storage.Truncate(manifest.Pages[0].File, 10);
        Assert.Contains("ends after 2 of 3 bytes", _store.Inspect(new EpochNumber(1))[0].Damage, StringComparison.Ordinal);
        _storage.Delete(manifest.Pages[0].File);
        Assert.False(_store.Inspect(new EpochNumber(1))[0].IsIntact);
    }

    [Fact]
    public void A_manifest_flipped_or_cut_anywhere_is_damaged()
    {
        var chance = Given.Seeded(out _);
        _store.Write(Contents(1, Page("a", 1, "aaa"), Page("b", 1, "bbb")), null);
        var file = _storage.List().Single(name => name.EndsWith(".manifest", StringComparison.Ordinal));
        var whole = _storage.ReadAll(file);
        for (var i = 0; i < whole.Length; i++)
        {
            var flipped = whole.ToArray();
            flipped[i] ^= (byte)(1 << chance.Next(8));
            _storage.Put(file, flipped);
            Assert.False(_store.Inspect(new EpochNumber(1))[0].IsIntact);
            _storage.Put(file, whole[..i]);
            Assert.False(_store.Inspect(new EpochNumber(1))[0].IsIntact);
        }

        _storage.Put("checkpoint-000000000002-00000001.manifest", whole);
        Assert.Contains("another checkpoint", _store.Inspect(new EpochNumber(1))[0].Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_write_is_not_tried_again_in_the_same_generation_but_in_the_next()
    {
        _storage.FailAt(new StorageFaultPlan(2, Torn: true));
        var fault = Assert.Throws<StreamFaultException>(() => _store.Write(Contents(1, Page("a", 1, "aaa")), null));
        Assert.Equal((FaultOrigin.External, false), (fault.Origin, fault.CanRetry));
        Assert.Throws<StreamFaultException>(() => _store.Write(Contents(1, Page("a", 1, "aaa")), null));
        Assert.True(_store.Write(Contents(1, Page("a", 1, "aaa")) with { Generation = new Generation(2) }, null).Pages.Count == 1);
    }

    [Fact]
    public void A_crash_at_any_operation_leaves_the_checkpoint_before_or_the_new_one_intact()
    {
        var chance = Given.Seeded(out _);
        for (var crashAt = 1; ; crashAt++)
        {
            var storage = new MemoryCheckpointStorage();
            var store = new CheckpointStore(storage, Given.Job);
            storage.FailAt(new StorageFaultPlan(crashAt, Torn: chance.Next(2) == 0, AndAllAfter: true));
            CheckpointManifest? previous = null;
            try
            {
                for (var epoch = 1; epoch <= 6; epoch++)
                    previous = store.Write(Contents(epoch, previous is null ? Page("kept", 1, "kept") : Unchanged("kept", 1), Page("new", epoch, $"{epoch}")), previous);
                return;
            }
            catch (StreamFaultException)
            {
                storage.Crash(chance);
            }

            var newest = store.Inspect(new EpochNumber(6)).FirstOrDefault(one => one.IsIntact);
            Assert.InRange(newest?.Epoch.Value ?? 0, previous?.Epoch.Value ?? 0, (previous?.Epoch.Value ?? 0) + 1);
            if (newest is not null)
                Assert.Equal($"kept{newest.Epoch}", string.Concat(newest.Manifest!.Pages.Select(page => System.Text.Encoding.UTF8.GetString(store.ReadPage(page)))));
        }
    }

    private static CheckpointContents Contents(long epoch, params PageToWrite[] pages) => new()
    {
        Epoch = new EpochNumber(epoch),
        Generation = new Generation(1),
        HeldByAllSinks = new EpochNumber(epoch),
        PlanHash = Given.PlanA,
        Plan = "the plan\nin lines",
        Pages = pages,
    };

    private static PageToWrite Page(string id, long version, string text) => new("average", "iot/0", id, version, System.Text.Encoding.UTF8.GetBytes(text));

    private static PageToWrite Unchanged(string id, long version) => new("average", "iot/0", id, version, null);

    private void WriteLog(int epochs)
    {
        using var log = new EpochLog(_storage, Given.Job, EpochLogScan.Read(_storage), new EpochLogOptions { SegmentBytes = 300 });
        for (var epoch = 1; epoch <= epochs; epoch++)
            log.Append(Given.Epoch(epoch));
    }
}
