using StreamFlow.Connectors;
using StreamFlow.Testing.Conformance.Sinks;

namespace StreamFlow.Testing.Conformance;

/// <summary>
/// What every sink must keep to be exactly once, as checks that a connector's author inherits: rows and marker together, a crash between any two calls, fencing, aborts, types.
/// The class knows no test framework; each check is one case of one theory of the author's own:
/// <code>
/// public sealed class MySinkConformanceTests : SinkConformance
/// {
///     [Theory, MemberData(nameof(Checks))]
///     public Task Holds(string check) => RunAsync(check);
///
///     protected override SinkSpec&lt;ConformanceRow&gt; CreateSink(string name) => new MySink&lt;ConformanceRow&gt;(name);
///
///     protected override Task&lt;IReadOnlyList&lt;ConformanceRow&gt;&gt; ReadAsync(SinkSpec&lt;ConformanceRow&gt; sink) => …;
/// }
/// </code>
/// A check plays the engine: it makes the calls of <see cref="SinkCommitter"/> in their order, ends a start at any of them, and opens the next one with a newer generation.
/// </summary>
public abstract class SinkConformance
{
    private static readonly CheckList<SinkBench> Always = new(typeof(MarkerChecks), typeof(VisibilityChecks), typeof(TypeChecks), typeof(VolumeChecks), typeof(CrashChecks), typeof(FencingChecks));
    private static readonly CheckList<SinkBench> LostReplies = new(typeof(LostReplyChecks));
    private static readonly CheckList<SinkBench> Interrupts = new(typeof(InterruptChecks));
    private static readonly CheckList<SinkBench> Groups = new(typeof(GroupChecks));
    private static readonly CheckList<SinkBench> Upserts = new(typeof(UpsertChecks));

    /// <summary>The checks for every sink, one argument a case: the check's name.</summary>
    public static IEnumerable<object[]> Checks => Always.Cases;

    /// <summary>Further checks, for a sink that overrides <see cref="LoseNextCommitReply"/>.</summary>
    public static IEnumerable<object[]> LostReplyChecks => LostReplies.Cases;

    /// <summary>Further checks, for a sink that overrides <see cref="InterruptAsync"/>.</summary>
    public static IEnumerable<object[]> InterruptionChecks => Interrupts.Cases;

    /// <summary>Further checks, for sinks that share a <see cref="SinkSpec.CommitGroup"/>.</summary>
    public static IEnumerable<object[]> CommitGroupChecks => Groups.Cases;

    /// <summary>Further checks, for a sink in which a row replaces the one with the same <see cref="ConformanceRow.Id"/>.</summary>
    public static IEnumerable<object[]> UpsertingChecks => Upserts.Cases;

    /// <summary>How long a call of the sink may take before the check fails. Default 100 s.</summary>
    protected internal virtual TimeSpan Patience => TimeSpan.FromSeconds(100);

    /// <summary>How many rows the large epoch has. Default 20,000.</summary>
    protected internal virtual int LargeEpochRows => 20_000;

    /// <summary>Columns of <see cref="ConformanceRow"/> that the target has no place for, by their C# names. They are not written, and not compared. Default: none.</summary>
    protected internal virtual IReadOnlyCollection<string> ColumnsNotHeld => [];

    /// <summary>Runs one check on targets of its own.</summary>
    /// <param name="check">One of <see cref="Checks"/> or of the further ones.</param>
    /// <exception cref="ConformanceException">The sink does not keep what the check asks for; the message says what was seen, and after which calls.</exception>
    /// <exception cref="ArgumentException">There is no such check.</exception>
    public async Task RunAsync(string check)
    {
        var list = new[] { Always, LostReplies, Interrupts, Groups, Upserts }.FirstOrDefault(list => list.Has(check))
            ?? throw new ArgumentException($"there is no check '{check}' for sinks", nameof(check));
        var bench = new SinkBench(this);
        await using (bench.ConfigureAwait(false))
            await list.RunAsync(check, bench).ConfigureAwait(false);
    }

    /// <summary>A sink for a target that nothing has written yet; make the target here where the sink does not make it itself.</summary>
    /// <param name="name">A name for the target that no other check and no other run uses: lower-case letters, digits and '_', at most 24 of them.</param>
    protected internal abstract SinkSpec<ConformanceRow> CreateSink(string name);

    /// <summary>Reads what a reader of committed rows sees in the target now, in any order, by another way than the sink's own code.</summary>
    /// <param name="sink">Made by <see cref="CreateSink"/>.</param>
    protected internal abstract Task<IReadOnlyList<ConformanceRow>> ReadAsync(SinkSpec<ConformanceRow> sink);

    /// <summary>What the sink gets from the query: where its server is, for one. Default: no settings.</summary>
    /// <param name="job">A job of its own for each target.</param>
    /// <param name="name">The sink's name.</param>
    protected internal virtual ConnectorContext CreateContext(string job, string name) => new() { Application = "conformance", Job = job, Name = name };

    /// <summary>Lets the reply to the committer's next commit get lost on its way back: the sink has to find out what happened.</summary>
    /// <param name="committer">Of the sink's own type; staged.</param>
    /// <param name="commitArrives">Whether the target gets the commit; false: the commit itself is lost.</param>
    protected internal virtual void LoseNextCommitReply(SinkCommitter committer, bool commitArrives) =>
        throw new NotSupportedException($"override {nameof(LoseNextCommitReply)} to run {nameof(LostReplyChecks)}");

    /// <summary>Breaks the committer's connection to the target, as a server or a network would.</summary>
    /// <param name="committer">Of the sink's own type; open.</param>
    protected internal virtual Task InterruptAsync(SinkCommitter committer) =>
        throw new NotSupportedException($"override {nameof(InterruptAsync)} to run {nameof(InterruptionChecks)}");
}
