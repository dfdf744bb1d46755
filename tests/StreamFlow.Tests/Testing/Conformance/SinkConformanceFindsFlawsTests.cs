using StreamFlow.Connectors;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

/// <summary>A kit is worth what it rejects: for each check a sink with one flaw that it must find, and a sink without a flaw that all must pass.</summary>
public sealed class SinkConformanceFindsFlawsTests
{
    [Theory]
    [InlineData("A_sink_that_is_new_has_no_marker", SinkFlaw.GivesAMarkerFromTheStart)]
    [InlineData("A_marker_that_was_set_is_there_without_rows", SinkFlaw.ForgetsSetMarker)]
    [InlineData("A_marker_may_be_set_further_on", SinkFlaw.ForgetsSetMarker)]
    [InlineData("An_epoch_without_rows_moves_the_marker", SinkFlaw.TakesNoMarkerForAnEmptyEpoch)]
    [InlineData("A_commit_that_comes_again_changes_nothing", SinkFlaw.CommitsItsRowsTwice)]
    [InlineData("An_epoch_that_is_held_is_left_as_it_is", SinkFlaw.CommitsAHeldEpochAgain)]
    [InlineData("Rows_are_seen_after_their_commit_and_not_before", SinkFlaw.ShowsRowsWhenTheyAreWritten)]
    [InlineData("An_epoch_that_was_aborted_leaves_nothing", SinkFlaw.KeepsRowsThatWereAborted)]
    [InlineData("An_abort_with_nothing_begun_does_nothing", SinkFlaw.FailsToAbortNothing)]
    [InlineData("A_batch_is_free_again_when_the_writer_returns", SinkFlaw.ReadsTheBatchWhenItStages)]
    [InlineData("Every_type_comes_back", SinkFlaw.LosesTheLastRow)]
    [InlineData("First_and_last_values_come_back", SinkFlaw.HoldsPricesAsDoubles)]
    [InlineData("Odd_texts_come_back", SinkFlaw.TrimsText)]
    [InlineData("Null_is_not_a_value", SinkFlaw.TakesNullForEmpty)]
    [InlineData("Many_epochs_follow_one_another", SinkFlaw.EndsAfterThirtyEpochs)]
    [InlineData("A_large_epoch_is_whole", SinkFlaw.EndsAfterTenThousandRows)]
    [InlineData("Several_writers_write_at_once", SinkFlaw.HearsOneWriter)]
    [InlineData("A_crash_before_the_first_epoch_is_recovered", SinkFlaw.ForgetsSetMarker)]
    [InlineData("A_start_left_between_any_two_calls_is_recovered", SinkFlaw.MarksWhenItStages)]
    [InlineData("A_start_left_between_any_two_calls_is_recovered", SinkFlaw.MarksWhenTheNextEpochBegins)]
    [InlineData("A_start_closed_between_any_two_calls_is_recovered", SinkFlaw.CommitsWhenItIsClosed)]
    [InlineData("A_start_aborted_between_any_two_calls_is_recovered", SinkFlaw.CommitsWhenItIsAborted)]
    [InlineData("The_last_generation_is_told", SinkFlaw.TellsTheFirstGeneration)]
    [InlineData("An_older_generation_may_not_open_after_a_newer_one", SinkFlaw.FencesNobody)]
    [InlineData("A_zombie_ahead_of_its_successor_has_no_effect", SinkFlaw.FencesNobody)]
    [InlineData("A_zombie_behind_its_successor_has_no_effect", SinkFlaw.FencesNobody)]
    [InlineData("A_commit_whose_reply_was_lost_counts", SinkFlaw.CommitsAgainAfterALostReply)]
    [InlineData("A_commit_that_was_lost_is_made_again", SinkFlaw.TakesALostReplyForSuccess)]
    [InlineData("A_broken_connection_costs_no_row", SinkFlaw.LosesRowsWithTheConnection)]
    [InlineData("A_later_row_of_a_key_replaces_the_earlier_one", SinkFlaw.None)] // It appends.
    [InlineData("Of_several_rows_of_a_key_in_one_epoch_the_last_counts", SinkFlaw.None)]
    public async Task A_flaw_is_found_by_the_check_that_is_for_it(string check, SinkFlaw flaw)
    {
        var failure = await Assert.ThrowsAsync<ConformanceException>(() => new Kit(flaw).RunAsync(check));
        Assert.Equal(check, failure.Check);
        Assert.StartsWith(check, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SinkConformance.Checks), MemberType = typeof(SinkConformance))]
    [MemberData(nameof(SinkConformance.LostReplyChecks), MemberType = typeof(SinkConformance))]
    [MemberData(nameof(SinkConformance.InterruptionChecks), MemberType = typeof(SinkConformance))]
    public Task A_sink_without_a_flaw_passes(string check) => new Kit(SinkFlaw.None).RunAsync(check);

    private sealed class Kit(SinkFlaw flaw) : SinkConformance
    {
        protected override SinkSpec<ConformanceRow> CreateSink(string name) => new FlawedSink(name, flaw);

        protected override Task<IReadOnlyList<ConformanceRow>> ReadAsync(SinkSpec<ConformanceRow> sink) => Task.FromResult<IReadOnlyList<ConformanceRow>>([.. ((FlawedSink)sink).Rows]);

        protected override void LoseNextCommitReply(SinkCommitter committer, bool commitArrives) => ((FlawedCommitter)committer).LostReply = commitArrives;

        protected override Task InterruptAsync(SinkCommitter committer)
        {
            ((FlawedCommitter)committer).Interrupt();
            return Task.CompletedTask;
        }
    }
}
