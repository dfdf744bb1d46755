using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints;

public class MemoryStorageConformanceTests : CheckpointStorageTests
{
    protected override CheckpointStorage Storage { get; } = new MemoryCheckpointStorage();
}

public sealed class FileStorageConformanceTests : CheckpointStorageTests, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("checkpoints-").FullName;

    public FileStorageConformanceTests() => Storage = new FileCheckpointStorage(Path.Combine(_directory, "made", "here"));

    protected override CheckpointStorage Storage { get; }

    [Fact]
    public void Two_storages_on_one_directory_cannot_both_hold_it()
    {
        using var held = Storage.Hold();
        var fault = Assert.Throws<StreamFaultException>(() => new FileCheckpointStorage(Storage.Location).Hold());
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains(Storage.Location, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_is_not_among_the_files()
    {
        using var held = Storage.Hold();
        Assert.Empty(Storage.List());
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_an_external_fault()
    {
        var file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "");
        var fault = Assert.Throws<StreamFaultException>(() => new FileCheckpointStorage(Path.Combine(file, "below")));
        Assert.Equal((FaultOrigin.External, false), (fault.Origin, fault.CanRetry));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}

/// <summary>What every storage promises.</summary>
public abstract class CheckpointStorageTests
{
    protected abstract CheckpointStorage Storage { get; }

    [Fact]
    public void What_was_appended_can_be_read()
    {
        using (var file = Storage.TryCreate("a")!)
        {
            file.Append("one"u8);
            file.Append("two"u8);
            file.Flush();
            Assert.Equal(6, file.Length);
        }

        using (var again = Storage.OpenAppend("a"))
            again.Append("three"u8);
        Assert.Equal("onetwothree"u8.ToArray(), Storage.ReadAll("a"));
        Assert.Equal(11, Storage.LengthOf("a"));
    }

    [Fact]
    public void A_read_past_the_end_gives_fewer_bytes()
    {
        Storage.TryPublish("a", "12345"u8);
        var bytes = new byte[10];
        Assert.Equal(2, Storage.Read("a", 3, bytes));
        Assert.Equal(0, Storage.Read("a", 5, bytes));
    }

    [Fact]
    public void A_name_is_created_once()
    {
        Storage.TryCreate("a")!.Dispose();
        Assert.Null(Storage.TryCreate("a"));
    }

    [Fact]
    public void A_published_file_is_never_replaced()
    {
        Assert.True(Storage.TryPublish("a", "first"u8));
        Assert.False(Storage.TryPublish("a", "second"u8));
        Assert.Equal("first"u8.ToArray(), Storage.ReadAll("a"));
        Assert.Equal(["a"], Storage.List());
    }

    [Fact]
    public void A_cut_file_goes_on_where_it_was_cut()
    {
        Storage.TryPublish("a", "12345"u8);
        Storage.Truncate("a", 2);
        using (var file = Storage.OpenAppend("a"))
            file.Append("x"u8);
        Assert.Equal("12x"u8.ToArray(), Storage.ReadAll("a"));
    }

    [Fact]
    public void Names_are_listed_in_order_and_deleted_ones_are_gone()
    {
        foreach (var name in new[] { "b", "c", "a" })
            Storage.TryPublish(name, default);
        Storage.Delete("b");
        Storage.Delete("never-there");
        Assert.Equal(["a", "c"], Storage.List());
        Assert.Equal(-1, Storage.LengthOf("b"));
    }

    [Fact]
    public void A_missing_file_is_an_external_fault_that_names_it()
    {
        var fault = Assert.Throws<StreamFaultException>(() => Storage.ReadAll("gone"));
        Assert.Equal(FaultOrigin.External, fault.Origin);
        Assert.Contains("gone", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_is_held_once_and_free_again_afterwards()
    {
        using (Storage.Hold())
            Assert.Equal(FaultOrigin.User, Assert.Throws<StreamFaultException>(Storage.Hold).Origin);
        Storage.Hold().Dispose();
    }
}
