using StreamFlow.Connectors;
using StreamFlow.Testing.Conformance.Sources;

namespace StreamFlow.Testing.Conformance;

/// <summary>
/// What every source must keep so that an epoch can be run again, as checks that a connector's author inherits: bounds, exact ends of ranges, the same offsets with the same rows each
/// time, seeks, limits. The class knows no test framework; each check is one case of one theory of the author's own:
/// <code>
/// public sealed class MySourceConformanceTests : SourceConformance
/// {
///     [Theory, MemberData(nameof(Checks))]
///     public Task Holds(string check) => RunAsync(check);
///
///     protected override SourceSpec&lt;ConformanceRow&gt; CreateSource(string name, int partitions) => …;
///
///     protected override Task AppendAsync(SourceSpec&lt;ConformanceRow&gt; source, int partition, IReadOnlyList&lt;ConformanceRow&gt; rows) => …;
/// }
/// </code>
/// Offsets need not follow one another: a check takes them as the source gives them.
/// </summary>
public abstract class SourceConformance
{
    private static readonly CheckList<SourceBench> Always = new(typeof(BoundsChecks), typeof(RowChecks), typeof(RangeChecks), typeof(ReaderChecks));
    private static readonly CheckList<SourceBench> Bad = new(typeof(BadRecordChecks));
    private static readonly CheckList<SourceBench> Gaps = new(typeof(GapChecks));
    private static readonly CheckList<SourceBench> Trims = new(typeof(TrimChecks));
    private static readonly CheckList<SourceBench> Growth = new(typeof(NewPartitionChecks));

    /// <summary>The checks for every source, one argument a case: the check's name.</summary>
    public static IEnumerable<object[]> Checks => Always.Cases;

    /// <summary>Further checks, for a source that overrides <see cref="AppendBadAsync"/>.</summary>
    public static IEnumerable<object[]> BadRecordChecks => Bad.Cases;

    /// <summary>Further checks, for a source that overrides <see cref="AppendGapAsync"/>.</summary>
    public static IEnumerable<object[]> GapChecks => Gaps.Cases;

    /// <summary>Further checks, for a source that overrides <see cref="TrimAsync"/>.</summary>
    public static IEnumerable<object[]> TrimChecks => Trims.Cases;

    /// <summary>Further checks, for a source that overrides <see cref="AddPartitionAsync"/>.</summary>
    public static IEnumerable<object[]> NewPartitionChecks => Growth.Cases;

    /// <summary>How many partitions a check asks for; fewer where the source cannot have so many. Default 3.</summary>
    protected internal virtual int PartitionCount => 3;

    /// <summary>How long the source may take to give all rows of a range, or to answer a question, before the check fails. Default 60 s.</summary>
    protected internal virtual TimeSpan Patience => TimeSpan.FromSeconds(60);

    /// <summary>How many rows the long partition has. Default 20,000.</summary>
    protected internal virtual int LongPartitionRows => 20_000;

    /// <summary>Columns of <see cref="ConformanceRow"/> that the source has no place for, by their C# names. They are not read, and not compared. Default: none.</summary>
    protected internal virtual IReadOnlyCollection<string> ColumnsNotHeld => [];

    /// <summary>Runs one check on sources of its own.</summary>
    /// <param name="check">One of <see cref="Checks"/> or of the further ones.</param>
    /// <exception cref="ConformanceException">The source does not keep what the check asks for; the message says what was seen.</exception>
    /// <exception cref="ArgumentException">There is no such check.</exception>
    public async Task RunAsync(string check)
    {
        var list = new[] { Always, Bad, Gaps, Trims, Growth }.FirstOrDefault(list => list.Has(check))
            ?? throw new ArgumentException($"there is no check '{check}' for sources", nameof(check));
        var bench = new SourceBench(this);
        await using (bench.ConfigureAwait(false))
            await list.RunAsync(check, bench).ConfigureAwait(false);
    }

    /// <summary>A source over partitions 0, 1, …, that are there and hold nothing.</summary>
    /// <param name="name">A name that no other check and no other run uses: lower-case letters, digits and '_', at most 24 of them.</param>
    /// <param name="partitions">1 to <see cref="PartitionCount"/>.</param>
    protected internal abstract SourceSpec<ConformanceRow> CreateSource(string name, int partitions);

    /// <summary>Adds rows behind what a partition holds; they can be read when this returns.</summary>
    protected internal abstract Task AppendAsync(SourceSpec<ConformanceRow> source, int partition, IReadOnlyList<ConformanceRow> rows);

    /// <summary>Adds a record that is no row.</summary>
    /// <param name="value">Its bytes: text without a line break that is neither JSON nor a line of CSV.</param>
    protected internal virtual Task AppendBadAsync(SourceSpec<ConformanceRow> source, int partition, ReadOnlyMemory<byte> value) => throw NotOverridden(nameof(AppendBadAsync));

    /// <summary>Adds offsets without a row, such as a transaction that is aborted.</summary>
    protected internal virtual Task AppendGapAsync(SourceSpec<ConformanceRow> source, int partition) => throw NotOverridden(nameof(AppendGapAsync));

    /// <summary>Takes away everything before an offset, as retention does.</summary>
    protected internal virtual Task TrimAsync(SourceSpec<ConformanceRow> source, int partition, long before) => throw NotOverridden(nameof(TrimAsync));

    /// <summary>Adds an empty partition, with the next number.</summary>
    protected internal virtual Task AddPartitionAsync(SourceSpec<ConformanceRow> source) => throw NotOverridden(nameof(AddPartitionAsync));

    /// <summary>What the source gets from the query: where its server is, for one. Default: no settings.</summary>
    /// <param name="name">The source's name.</param>
    /// <param name="startFrom">For <see cref="ConnectorContext.StartFrom"/>.</param>
    protected internal virtual ConnectorContext CreateContext(string name, string? startFrom) =>
        new() { Application = "conformance", Job = "conformance", Name = name, StartFrom = startFrom };

    private static NotSupportedException NotOverridden(string method) => new($"override {method} to run the checks that need it");
}
