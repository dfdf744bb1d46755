using StreamFlow.Checkpoints.Inspection;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints.Inspection;

/// <summary>What a directory holds is shown as it is, damage included, and nothing is changed.</summary>
public class CheckpointDirectoryViewTests
{
    [Fact]
    public void Everything_that_lies_there_is_shown_and_nothing_is_changed()
    {
        var storage = Filled();
        var operations = storage.Operations;

        var view = CheckpointDirectoryView.Read(storage, epochsMax: 4);

        Assert.Equal(operations, storage.Operations);
        Assert.Equal((Given.Job, 1L, 12L), (view.Job, view.Generation.Value, view.LastEpoch!.Value.Value));
        Assert.Equal([9, 10, 11, 12], view.Epochs.Select(epoch => epoch.Number.Value));
        Assert.Equal(12, view.Segments.Sum(segment => segment.Records));
        Assert.All(view.Segments, segment => Assert.True(segment.IsInLog));
        Assert.Equal([3, 8], view.Checkpoints.Select(checkpoint => checkpoint.Epoch.Value));
        // The second checkpoint names the first one's page again, and wrote one of its own.
        Assert.Equal((10, 4), (view.Checkpoints[1].StateBytes, view.Checkpoints[1].WrittenBytes));
        Assert.Equal(view.Checkpoints[1], view.NewestWhole);
        Assert.Equal(storage.List().Sum(storage.LengthOf), view.Bytes);
        Assert.Empty(view.Damage);
    }

    [Fact]
    public void A_damaged_segment_does_not_hide_those_behind_it()
    {
        var storage = Filled();
        var file = storage.List().Where(name => name.EndsWith(".epochs", StringComparison.Ordinal)).ElementAt(1);
        var bytes = storage.ReadAll(file);
        bytes[^1] ^= 1;
        storage.Put(file, bytes);

        var view = CheckpointDirectoryView.Read(storage, epochsMax: 100);

        Assert.Contains(file, Assert.Single(view.Damage), StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(view.Segments, segment => segment.File == file).Damage);
        Assert.Equal(11, view.Epochs.Count);
        Assert.Equal(12, view.Epochs[^1].Number.Value);
    }

    [Fact]
    public void A_damaged_page_is_found_in_every_checkpoint_that_names_it()
    {
        var storage = Filled();
        storage.Put("checkpoint-000000000003-00000001.pages", [.. storage.ReadAll("checkpoint-000000000003-00000001.pages")[..^1], 0]);
        var view = CheckpointDirectoryView.Read(storage, epochsMax: 0);
        Assert.Equal(2, view.Damage.Count());
        Assert.All(view.Damage, damage => Assert.Contains("page 'a' of 'average'", damage, StringComparison.Ordinal));
        Assert.Null(view.NewestWhole);
    }

    [Fact]
    public void A_torn_tail_is_no_damage()
    {
        var storage = Filled();
        var file = storage.List().Last(name => name.EndsWith(".epochs", StringComparison.Ordinal));
        storage.Put(file, storage.ReadAll(file)[..^1]);
        var view = CheckpointDirectoryView.Read(storage, epochsMax: 1);
        Assert.Empty(view.Damage);
        Assert.Equal(12, view.Segments[^1].TornTail!.Epoch.Value);
        Assert.Equal(11, view.LastEpoch!.Value.Value);
    }

    [Fact]
    public void A_segment_before_a_gap_is_shown_as_one_that_is_not_read()
    {
        var storage = Filled();
        storage.Delete(storage.List().Where(name => name.EndsWith(".epochs", StringComparison.Ordinal)).ElementAt(1));
        var view = CheckpointDirectoryView.Read(storage, epochsMax: 0);
        Assert.False(view.Segments[0].IsInLog);
        Assert.All(view.Segments.Skip(1), segment => Assert.True(segment.IsInLog));
        Assert.Empty(view.Damage);
    }

    [Fact]
    public void An_empty_directory_holds_nothing()
    {
        var view = CheckpointDirectoryView.Read(new MemoryCheckpointStorage(), epochsMax: 10);
        Assert.Equal((null, 0L, null, null), (view.Job, view.Generation.Value, view.LastEpoch, view.NewestWhole));
    }

    [Fact]
    public void What_a_running_job_deletes_meanwhile_is_no_damage()
    {
        var storage = new DirectoryInUse(Filled(), deletedWhenRead: "checkpoint-000000000003-00000001.manifest");
        var view = CheckpointDirectoryView.Read(storage, epochsMax: 0);
        Assert.Empty(view.Damage);
        Assert.Equal(8, Assert.Single(view.Checkpoints).Epoch.Value);
    }

    /// <summary>Twelve epochs in several segments; checkpoints of epochs 3 and 8, of which the second names a page of the first again.</summary>
    internal static MemoryCheckpointStorage Filled()
    {
        var storage = Given.Log(12, segmentBytes: 400);
        var store = new CheckpointStore(storage, Given.Job);
        var first = store.Write(Contents(3, new PageToWrite("average", "iot/0", "a", 1, "page a"u8.ToArray())), previous: null);
        storage.Put("generation-00000001", []);
        store.Write(Contents(8, new PageToWrite("average", "iot/0", "a", 1, null), new PageToWrite("average", "iot/0", "b", 1, "pg b"u8.ToArray())), first);
        return storage;
    }

    internal static CheckpointContents Contents(long epoch, params PageToWrite[] pages) => new()
    {
        Epoch = new EpochNumber(epoch),
        Generation = new Generation(1),
        HeldByAllSinks = new EpochNumber(epoch),
        PlanHash = Given.PlanA,
        Plan = "plan",
        Operators = [new StatefulOperator("average", "10s")],
        Positions = [new SourcePosition(new SourcePartition("iot", 0), epoch * 10)],
        Pages = pages,
    };
}
