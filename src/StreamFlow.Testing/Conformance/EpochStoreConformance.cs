using StreamFlow.Checkpoints.Storage;
using StreamFlow.Testing.Conformance.EpochStores;

namespace StreamFlow.Testing.Conformance;

/// <summary>
/// What every <see cref="CheckpointStorage"/> must keep so that log, checkpoints and generations can stand on it, as checks that its author inherits. Each check is one case of one
/// theory of the author's own, as with <see cref="SinkConformance"/>:
/// <code>
/// [Theory, MemberData(nameof(Checks))]
/// public Task Holds(string check) => RunAsync(check);
/// </code>
/// </summary>
public abstract class EpochStoreConformance
{
    private static readonly CheckList<EpochStoreBench> Always = new(typeof(FileChecks), typeof(LogChecks), typeof(CheckpointChecks));
    private static readonly CheckList<EpochStoreBench> Crashes = new(typeof(PowerCutChecks));

    /// <summary>The checks for every storage, one argument a case: the check's name.</summary>
    public static IEnumerable<object[]> Checks => Always.Cases;

    /// <summary>Further checks, for a storage that overrides <see cref="CutPower"/>.</summary>
    public static IEnumerable<object[]> PowerCutChecks => Crashes.Cases;

    /// <summary>Runs one check on a storage of its own.</summary>
    /// <param name="check">One of <see cref="Checks"/> or of the further ones.</param>
    /// <exception cref="ConformanceException">The storage does not keep what the check asks for.</exception>
    /// <exception cref="ArgumentException">There is no such check.</exception>
    public async Task RunAsync(string check)
    {
        var list = Always.Has(check) ? Always : Crashes.Has(check) ? Crashes : throw new ArgumentException($"there is no check '{check}' for storages", nameof(check));
        await list.RunAsync(check, new EpochStoreBench(this)).ConfigureAwait(false);
    }

    /// <summary>A storage that holds nothing.</summary>
    protected internal abstract CheckpointStorage CreateStorage();

    /// <summary>The same place as another process would open it. Default: the same object.</summary>
    /// <param name="storage">Made by <see cref="CreateStorage"/>; nothing of it is open any more.</param>
    protected internal virtual CheckpointStorage Reopen(CheckpointStorage storage) => storage;

    /// <summary>Takes away what a power cut takes: everything that was not flushed. Files that are open are dead afterwards.</summary>
    protected internal virtual void CutPower(CheckpointStorage storage) => throw new NotSupportedException($"override {nameof(CutPower)} to run {nameof(PowerCutChecks)}");
}
