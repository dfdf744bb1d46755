using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints;

public class MemoryCheckpointStorageTests
{
    private readonly MemoryCheckpointStorage _storage = new();

    [Fact]
    public void A_crash_loses_what_was_not_flushed()
    {
        var file = _storage.TryCreate("a")!;
        file.Append("kept"u8);
        file.Flush();
        file.Append("lost"u8);
        _storage.Crash();
        Assert.Equal("kept"u8.ToArray(), _storage.ReadAll("a"));
    }

    [Fact]
    public void A_file_from_before_the_crash_is_dead_and_the_lock_is_free()
    {
        _storage.Hold();
        var file = _storage.TryCreate("a")!;
        _storage.Crash();
        Assert.Throws<StreamFaultException>(() => file.Append("x"u8));
        _storage.Hold().Dispose();
    }

    [Fact]
    public void An_old_hold_does_not_free_the_one_after_the_crash()
    {
        var old = _storage.Hold();
        _storage.Crash();
        using var held = _storage.Hold();
        old.Dispose();
        Assert.Throws<StreamFaultException>(_storage.Hold);
    }

    [Fact]
    public void The_operation_named_fails_and_the_next_one_does_not()
    {
        _storage.FailAt(new StorageFaultPlan(2));
        _storage.TryPublish("a", default);
        var fault = Assert.Throws<StreamFaultException>(() => _storage.TryPublish("b", default));
        Assert.Equal((FaultOrigin.External, false), (fault.Origin, fault.CanRetry));
        Assert.True(_storage.TryPublish("b", default));
    }

    [Fact]
    public void A_torn_write_leaves_half()
    {
        var file = _storage.TryCreate("a")!;
        _storage.FailAt(new StorageFaultPlan(2, Torn: true));
        Assert.Throws<StreamFaultException>(() => file.Append("123456"u8));
        Assert.Equal("123"u8.ToArray(), _storage.ReadAll("a"));
    }

    [Fact]
    public void A_failed_flush_is_never_tried_again_on_the_same_file()
    {
        var file = _storage.TryCreate("a")!;
        file.Append("x"u8);
        _storage.FailAt(new StorageFaultPlan(3));
        Assert.Throws<StreamFaultException>(file.Flush);
        Assert.Throws<StreamFaultException>(file.Flush);
        Assert.Throws<StreamFaultException>(() => file.Append("y"u8));
        Assert.Equal(3, _storage.Operations);
    }

    [Fact]
    public void All_after_the_failure_fails_until_the_crash()
    {
        _storage.FailAt(new StorageFaultPlan(1, AndAllAfter: true));
        Assert.Throws<StreamFaultException>(() => _storage.TryPublish("a", default));
        Assert.Throws<StreamFaultException>(() => _storage.TryPublish("a", default));
        _storage.Crash();
        Assert.True(_storage.TryPublish("a", default));
    }
}
