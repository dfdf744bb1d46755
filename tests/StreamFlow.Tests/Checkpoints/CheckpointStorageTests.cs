using StreamFlow.Checkpoints.Storage;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Checkpoints;

public sealed class MemoryStorageConformanceTests : EpochStoreConformance
{
    [Theory]
    [MemberData(nameof(Checks))]
    [MemberData(nameof(PowerCutChecks))]
    public Task Holds(string check) => RunAsync(check);

    protected override CheckpointStorage CreateStorage() => new MemoryCheckpointStorage();

    protected override void CutPower(CheckpointStorage storage) => ((MemoryCheckpointStorage)storage).Crash();
}

public sealed class FileStorageConformanceTests : EpochStoreConformance, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("checkpoints-").FullName;

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Holds(string check) => RunAsync(check);

    [Fact]
    public void Two_storages_on_one_directory_cannot_both_hold_it()
    {
        var storage = CreateStorage();
        using var held = storage.Hold();
        var fault = Assert.Throws<StreamFaultException>(() => new FileCheckpointStorage(storage.Location).Hold());
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains(storage.Location, fault.Message, StringComparison.Ordinal);
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

    protected override CheckpointStorage CreateStorage() => new FileCheckpointStorage(Path.Combine(_directory, "made", "here"));

    protected override CheckpointStorage Reopen(CheckpointStorage storage) => new FileCheckpointStorage(storage.Location);
}
