using StreamFlow.Basics.Memory;
using StreamFlow.Connectors;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

/// <summary>A kit is worth what it rejects: sources with one flaw, and the check that must find it.</summary>
public sealed class SourceConformanceFindsFlawsTests
{
    [Theory]
    [InlineData("Empty_partitions_are_there_and_hold_nothing", SourceFlaw.HidesAPartition)]
    [InlineData("A_run_from_latest_begins_at_the_end", SourceFlaw.ForgetsWhereTheRunBegins)]
    [InlineData("Offsets_shown_to_lag_tools_change_nothing", SourceFlaw.BeginsWhereTheMirrorSays)]
    [InlineData("A_range_ends_where_it_says", SourceFlaw.ReadsBehindTheRange)]
    [InlineData("A_range_that_begins_elsewhere_is_a_seek", SourceFlaw.GoesOnInsteadOfSeeking)]
    [InlineData("A_batch_has_at_most_RowsMax_rows", SourceFlaw.GivesMoreThanRowsMax)]
    [InlineData("All_rows_come_once_and_in_order", SourceFlaw.LosesTheLastRow)]
    [InlineData("A_second_reading_gives_the_same", SourceFlaw.GivesOtherTimestampsEachTime)]
    [InlineData("A_partition_that_is_not_named_is_not_delivered", SourceFlaw.DeliversWhatIsNotNamed)]
    public async Task A_flaw_is_found_by_the_check_that_is_for_it(string check, SourceFlaw flaw)
    {
        var failure = await Assert.ThrowsAsync<ConformanceException>(() => new Kit(flaw).RunAsync(check));
        Assert.Equal(check, failure.Check);
    }

    [Theory]
    [MemberData(nameof(SourceConformance.Checks), MemberType = typeof(SourceConformance))]
    public Task A_source_without_a_flaw_passes(string check) => new Kit(SourceFlaw.None).RunAsync(check);

    private sealed class Kit(SourceFlaw flaw) : SourceConformance
    {
        protected override SourceSpec<ConformanceRow> CreateSource(string name, int partitions) => new FlawedSource(new MemorySource<ConformanceRow>(name, partitions), flaw);

        protected override Task AppendAsync(SourceSpec<ConformanceRow> source, int partition, IReadOnlyList<ConformanceRow> rows)
        {
            ((FlawedSource)source).Inner.Add(partition, [.. rows]);
            return Task.CompletedTask;
        }
    }
}
