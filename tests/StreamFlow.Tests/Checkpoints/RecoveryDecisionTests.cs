using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;

namespace StreamFlow.Tests.Checkpoints;

/// <summary>One test a branch. A log of "3 to 9" has the records of epochs 3 to 9, of plan A, with rows for the sink "out".</summary>
public class RecoveryDecisionTests
{
    private static readonly IReadOnlyList<string> AllSinks = ["out"];
    private static readonly StatefulOperator Average = new("average", "10s");

    [Fact]
    public void Nothing_anywhere_is_a_fresh_start_that_gives_every_sink_its_marker()
    {
        var decision = Assert.IsType<FreshStart>(Decide(Facts(null, At("out", null))));
        Assert.Equal([new MarkerToSet("out", new EpochNumber(0))], decision.MarkersToSet);
    }

    [Fact]
    public void A_fresh_start_that_died_after_giving_the_markers_is_a_fresh_start_again() =>
        Assert.Empty(Assert.IsType<FreshStart>(Decide(Facts(null, At("out", 0), NotTracked("fast")))).MarkersToSet);

    [Fact]
    public void A_sink_that_holds_epochs_of_a_lost_directory_stops() =>
        Refused(Facts(null, At("out", 7)), "'out' holds epoch 7, but the log has no epoch", "--assume-sink out=EPOCH");

    [Fact]
    public void The_same_with_assume_sink_0_starts_fresh_and_sets_the_marker_back() =>
        Assert.Equal([new MarkerToSet("out", new EpochNumber(0))], Assert.IsType<FreshStart>(Decide(Assuming(Facts(null, At("out", 7)), "out", 0))).MarkersToSet);

    [Fact]
    public void Checkpoints_without_a_log_stop() =>
        Refused(Facts(null, At("out", 7)) with { Checkpoints = [Checkpoint(5)] }, "checkpoint of epoch 5, but the epoch log is missing", "restore");

    [Fact]
    public void The_log_of_another_job_is_refused_by_name() =>
        Refused(Facts(Log(1, 9) with { Job = "other" }, At("out", 9)), "that of the job 'other', not of 'iot'", "directory of its own");

    [Fact]
    public void The_checkpoint_of_another_job_is_refused_by_name()
    {
        var other = Checkpoint(9);
        Refused(Facts(Log(1, 9), At("out", 9)) with { Checkpoints = [other with { Manifest = other.Manifest! with { Job = "other" } }] }, "'other'", "directory of its own");
    }

    [Fact]
    public void An_assumption_about_a_sink_that_nobody_knows_is_refused() =>
        Refused(Assuming(Facts(Log(1, 9), At("out", 9)), "uot", 9), "--assume-sink names 'uot'", "name one of: out");

    [Fact]
    public void A_log_without_any_record_that_should_have_some_stops() =>
        Refused(Facts(new LogFacts("iot", new EpochNumber(8), new EpochNumber(7), []), At("out", 7)) with { Checkpoints = [Checkpoint(7)] }, "should hold epoch 7", "restore");

    [Fact]
    public void A_checkpoint_beyond_the_end_of_the_log_stops_even_a_damaged_one() =>
        Refused(Facts(Log(1, 9), At("out", 9)) with { Checkpoints = [Checkpoint(9), Checkpoint(10) with { Manifest = null, Damage = "gone" }] }, "the log ends with epoch 9: it lost its end", "restore");

    [Fact]
    public void Everything_held_and_a_checkpoint_at_the_end_replays_nothing()
    {
        var resume = Resumes(Facts(Log(1, 9), At("out", 9)) with { Checkpoints = [Checkpoint(6), Checkpoint(9)] });
        Assert.Equal((9L, false, 10L, false), (resume.Checkpoint!.Epoch.Value, resume.HasReplay, resume.NextEpoch.Value, resume.CutTornTail));
        Assert.Equal([new OperatorChange("average", OperatorFate.Kept)], resume.Operators);
        Assert.Empty(resume.MarkersToSet);
    }

    [Fact]
    public void From_the_newest_checkpoint_at_or_before_the_slowest_sink_the_logged_epochs_are_replayed()
    {
        var resume = Resumes(Facts(Log(3, 9), At("out", 9), At("slow", 8)) with { Checkpoints = [Checkpoint(9), Checkpoint(6), Checkpoint(7)] });
        Assert.Equal((7L, 8L, 9L, 10L), (resume.Checkpoint!.Epoch.Value, resume.ReplayFrom.Value, resume.ReplayTo.Value, resume.NextEpoch.Value));
        Assert.True(resume.Holds("slow", new EpochNumber(8)) && resume.Holds("out", new EpochNumber(9)));
        Assert.False(resume.Holds("slow", new EpochNumber(9)));
        Assert.Empty(resume.Warnings);
    }

    [Fact]
    public void Of_two_checkpoints_of_one_epoch_the_later_generation_is_taken()
    {
        var later = Checkpoint(9) with { Generation = new Generation(5) };
        Assert.Same(later, Resumes(Facts(Log(1, 9), At("out", 9)) with { Checkpoints = [Checkpoint(9), later] }).Checkpoint);
    }

    [Fact]
    public void Without_a_checkpoint_the_log_is_replayed_from_its_first_epoch()
    {
        var resume = Resumes(Facts(Log(1, 4), At("out", 0)));
        Assert.Equal((null, 1L, 4L), (resume.Checkpoint, resume.ReplayFrom.Value, resume.ReplayTo.Value));
        Assert.Equal([new OperatorChange("average", OperatorFate.New)], resume.Operators);
    }

    [Fact]
    public void A_job_without_sinks_goes_on_from_the_end_of_the_log() =>
        Assert.Equal(9, Resumes(Facts(Log(1, 9)) with { Checkpoints = [Checkpoint(9)] }).Checkpoint!.Epoch.Value);

    [Fact]
    public void A_sink_that_keeps_no_marker_holds_all_that_was_logged() =>
        Assert.True(Resumes(Facts(Log(1, 9), NotTracked("out")) with { Checkpoints = [Checkpoint(6)] }).Holds("out", new EpochNumber(9)));

    [Fact]
    public void A_damaged_checkpoint_is_passed_over_and_said()
    {
        var resume = Resumes(Facts(Log(3, 9), At("out", 9)) with { Checkpoints = [Checkpoint(9) with { Damage = "a page is broken" }, Checkpoint(6)] });
        Assert.Equal((6L, 7L), (resume.Checkpoint!.Epoch.Value, resume.ReplayFrom.Value));
        Assert.Contains("epoch 9 is damaged: a page is broken", Assert.Single(resume.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_checkpoint_is_not_passed_over_when_the_log_does_not_reach_the_one_before() =>
        Refused(Facts(Log(8, 9), At("out", 9)) with { Checkpoints = [Checkpoint(9) with { Damage = "a page is broken" }, Checkpoint(6)] },
            "from 7 on, because the newest intact checkpoint at or before the slowest sink is that of epoch 6, but the log begins with epoch 8; the checkpoint of epoch 9 is damaged: a page is broken", "restore");

    [Fact]
    public void Without_any_intact_checkpoint_a_log_that_lacks_its_beginning_stops() =>
        Refused(Facts(Log(3, 9), At("out", 9)), "there is no intact checkpoint at or before epoch 9", "restore");

    [Fact]
    public void A_sink_set_back_to_an_old_copy_is_brought_forward_if_a_checkpoint_is_that_old() =>
        Assert.Equal(3, Resumes(Facts(Log(2, 9), At("out", 4)) with { Checkpoints = [Checkpoint(3), Checkpoint(9)] }).Checkpoint!.Epoch.Value);

    [Fact]
    public void A_torn_tail_is_cut_when_no_sink_holds_its_epoch() =>
        Assert.True(Resumes(Facts(Log(1, 9) with { HasTornTail = true }, At("out", 9)) with { Checkpoints = [Checkpoint(9)] }).CutTornTail);

    [Fact]
    public void A_torn_first_record_is_cut_and_the_job_begins_with_epoch_1()
    {
        var resume = Resumes(Facts(new LogFacts(null, new EpochNumber(1), new EpochNumber(0), [], HasTornTail: true), At("out", 0)));
        Assert.Equal((true, false, 1L), (resume.CutTornTail, resume.HasReplay, resume.NextEpoch.Value));
    }

    [Fact]
    public void A_torn_tail_whose_epoch_a_sink_holds_stops() =>
        Refused(Facts(Log(1, 9) with { HasTornTail = true }, At("out", 10)), "epoch 10, is torn, but sink 'out' holds that epoch", "restore");

    [Fact]
    public void A_marker_above_the_end_of_the_log_stops() =>
        Refused(Facts(Log(1, 9), At("out", 10)), "'out' holds epoch 10, but the log ends with epoch 9", "--assume-sink out=EPOCH");

    [Fact]
    public void A_marker_above_a_torn_tail_stops_as_well() => Refused(Facts(Log(1, 9) with { HasTornTail = true }, At("out", 11)), "ends with epoch 9", "restore");

    [Fact]
    public void A_sink_that_the_log_names_but_that_has_no_marker_stops() =>
        Refused(Facts(Log(1, 9), At("out", null)), "no marker of this job (markers in Kafka expire with offsets.retention.minutes", "--assume-sink out=EPOCH");

    [Fact]
    public void The_same_with_assume_sink_goes_on_and_sets_the_marker()
    {
        var resume = Resumes(Assuming(Facts(Log(1, 9), At("out", null)), "out", 8));
        Assert.Equal([new MarkerToSet("out", new EpochNumber(8))], resume.MarkersToSet);
        Assert.False(resume.Holds("out", new EpochNumber(9)));
    }

    [Fact]
    public void An_assumption_beyond_the_log_is_refused() => Refused(Assuming(Facts(Log(1, 9), At("out", null)), "out", 10), "holds epoch 10, but the log ends with epoch 9", "name an epoch");

    [Fact]
    public void An_assumption_against_a_good_marker_is_refused() =>
        Refused(Assuming(Facts(Log(1, 9), At("out", 9)), "out", 5), "it says itself that it holds epoch 9", "leave --assume-sink out");

    [Fact]
    public void An_assumption_that_says_what_the_marker_says_changes_nothing() =>
        Assert.Empty(Resumes(Assuming(Facts(Log(1, 9), At("out", 9)), "out", 9)).MarkersToSet);

    [Fact]
    public void An_assumption_about_a_sink_without_marker_keeping_is_taken_and_sets_none()
    {
        var resume = Resumes(Assuming(Facts(Log(1, 9), NotTracked("out")), "out", 5));
        Assert.Empty(resume.MarkersToSet);
        Assert.Equal(5, resume.HeldTo["out"].Value);
    }

    [Fact]
    public void Two_assumptions_for_one_marker_must_agree()
    {
        var facts = Facts(Log(1, 9)) with { Groups = [new CommitGroupFacts("kafka", ["out", "more"], SinkMarker.None)] };
        Refused(Assuming(Assuming(facts, "out", 9), "more", 8), "share one marker", "one epoch for all");
        Assert.Equal(9, Resumes(Assuming(facts, "out", 9)).HeldTo["kafka"].Value);
    }

    [Fact]
    public void A_sink_new_in_the_plan_starts_at_the_next_epoch()
    {
        var resume = Resumes(Facts(Log(1, 9), At("out", 9), At("new", null)) with { PlanHash = Given.PlanB, Checkpoints = [Checkpoint(9)] });
        Assert.Equal([new MarkerToSet("new", new EpochNumber(9))], resume.MarkersToSet);
        Assert.Equal(9, resume.HeldTo["new"].Value);
    }

    [Fact]
    public void Two_sinks_further_apart_than_one_epoch_stop() =>
        Refused(Facts(Log(1, 9), At("out", 9), At("old", 7)), "'old' holds epoch 7, sink 'out' epoch 9: two sinks can differ by one epoch at most", "--assume-sink old=EPOCH");

    [Fact]
    public void The_same_with_assume_sink_for_the_odd_one_goes_on() =>
        Assert.Equal([new MarkerToSet("old", new EpochNumber(9))], Resumes(Assuming(Facts(Log(1, 9), At("out", 9), At("old", 7)), "old", 9)).MarkersToSet);

    [Fact]
    public void All_problems_of_the_sinks_are_said_at_once()
    {
        var refusal = Assert.IsType<Refusal>(Decide(Facts(Log(1, 9, "out", "more"), At("out", null), At("more", 12))));
        Assert.Equal(2, refusal.Problems.Count);
        Assert.Equal(FaultOrigin.User, refusal.ToFault().Origin);
        Assert.All(refusal.Problems, problem => Assert.Contains(problem, refusal.ToFault().Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_plan_cannot_replay_what_the_old_one_logged() =>
        Refused(Facts(Log(1, 9), At("out", 9)) with { PlanHash = Given.PlanB, Checkpoints = [Checkpoint(7)] }, "epochs 8 to 9 have to be run again, but they were made by another plan (aaaaaaaaaaaa… instead of bbbbbbbbbbbb…)", "--recover-only");

    [Fact]
    public void A_changed_plan_cannot_start_while_a_sink_lacks_the_last_epoch() =>
        Refused(Facts(Log(1, 9), At("out", 8)) with { PlanHash = Given.PlanB, Checkpoints = [Checkpoint(9), Checkpoint(8)] }, "another plan", "--recover-only");

    [Fact]
    public void Epochs_of_two_plans_cannot_be_replayed_by_either()
    {
        var log = Log(1, 9) with { Runs = [new LoggedRun(new(1), new(7), Given.PlanA, ["out"]), new LoggedRun(new(8), new(9), Given.PlanB, ["out"])] };
        foreach (var plan in new[] { Given.PlanA, Given.PlanB, new string('c', 64) })
            Refused(Facts(log, At("out", 9)) with { PlanHash = plan, Checkpoints = [Checkpoint(5)] }, "more than one plan", "restore");
    }

    [Fact]
    public void A_changed_plan_starts_from_a_checkpoint_at_the_end_and_says_what_becomes_of_each_state()
    {
        var facts = Changed(Average, new StatefulOperator("new", "x"));
        Assert.Equal([new OperatorChange("average", OperatorFate.Kept), new OperatorChange("new", OperatorFate.New)], Resumes(facts).Operators);
    }

    [Fact]
    public void State_is_lost_only_with_leave()
    {
        Refused(Changed(), "'average' (not in the plan any more)", "--allow-state-drop");
        Refused(Changed(Average with { Signature = "20s" }), "'average' (its key, state or window changed)", "--allow-state-drop");
        var allowed = new RecoveryOptions { AllowStateDrop = true };
        Assert.Equal([new OperatorChange("average", OperatorFate.Dropped)], Resumes(Changed() with { Options = allowed }).Operators);
        Assert.Equal([new OperatorChange("average", OperatorFate.Replaced)], Resumes(Changed(Average with { Signature = "20s" }) with { Options = allowed }).Operators);
    }

    [Fact]
    public void A_crash_after_the_changed_plan_has_logged_an_epoch_does_not_ask_for_leave_again()
    {
        var log = Log(1, 9) with { Runs = [new LoggedRun(new(1), new(8), Given.PlanA, ["out"]), new LoggedRun(new(9), new(9), Given.PlanB, ["out"])] };
        var resume = Resumes(Changed() with { Log = log, Checkpoints = [Checkpoint(8)] });
        Assert.Equal((9L, OperatorFate.Dropped), (resume.ReplayFrom.Value, Assert.Single(resume.Operators).Fate));
    }

    [Fact]
    public void Recover_only_with_nothing_to_recover_does_not_ask_for_leave() =>
        Assert.False(Resumes(Changed() with { Options = new RecoveryOptions { RecoverOnly = true } }).HasReplay);

    [Fact]
    public void A_sink_taken_out_of_the_plan_must_be_known_to_hold_the_last_epoch()
    {
        var facts = Facts(Log(1, 9, "out", "gone"), At("out", 9)) with { PlanHash = Given.PlanB };
        Refused(facts with { Checkpoints = [Checkpoint(9, heldByAll: 8)] }, "'gone' is not in the plan any more", "--assume-sink gone=9");
        Resumes(facts with { Checkpoints = [Checkpoint(9, heldByAll: 9)] });
        Resumes(Assuming(facts with { Checkpoints = [Checkpoint(9, heldByAll: 8)] }, "gone", 9));
        Refused(Assuming(facts with { Checkpoints = [Checkpoint(9, heldByAll: 8)] }, "gone", 8), "'gone' is not in the plan any more", "--recover-only");
    }

    [Fact]
    public void A_changed_plan_with_all_its_sinks_needs_no_word_of_the_checkpoint() =>
        Resumes(Facts(Log(1, 9), At("out", 9)) with { PlanHash = Given.PlanB, Checkpoints = [Checkpoint(9, heldByAll: 8)] });

    [Fact]
    public void A_sink_that_was_out_of_the_plan_comes_back_where_the_log_ends()
    {
        var log = Log(1, 9) with { Runs = [new LoggedRun(new(1), new(5), Given.PlanA, ["back", "out"]), new LoggedRun(new(6), new(9), Given.PlanB, ["out"])] };
        var resume = Resumes(Facts(log, At("out", 9), At("back", 5)) with { Checkpoints = [Checkpoint(9)] });
        Assert.Equal([new MarkerToSet("back", new EpochNumber(9))], resume.MarkersToSet);
        Assert.False(resume.HasReplay);
        // It lacks an epoch that it was there for.
        Refused(Facts(log, At("out", 9), At("back", 4)) with { Checkpoints = [Checkpoint(9)] }, "'back' holds epoch 4, sink 'out' epoch 9", "--assume-sink back=EPOCH");
        // What was between its marker and the log's first record nobody knows any more.
        var later = new LogFacts("iot", new(7), new(9), [new LoggedRun(new(7), new(9), Given.PlanB, ["out"])]);
        Refused(Facts(later, At("out", 9), At("back", 5)) with { Checkpoints = [Checkpoint(9)] }, "'back' holds epoch 5, sink 'out' epoch 9", "--assume-sink back=EPOCH");
    }

    [Fact]
    public void A_plan_that_cannot_be_replayed_goes_on_from_the_last_epochs_checkpoint()
    {
        var resume = Resumes(NotReplayable(9) with { Checkpoints = [Checkpoint(8, heldByAll: 7), Checkpoint(9, heldByAll: 8)] });
        Assert.Equal((9L, false, 10L), (resume.Checkpoint!.Epoch.Value, resume.HasReplay, resume.NextEpoch.Value));
        Assert.Empty(resume.Resend);
    }

    [Fact]
    public void And_its_sinks_that_lack_the_last_epoch_get_the_stored_rows()
    {
        var resume = Resumes(NotReplayable(9, 8) with { Checkpoints = [Checkpoint(8, heldByAll: 7), Checkpoint(9, heldByAll: 8)] });
        Assert.Equal((9L, false), (resume.Checkpoint!.Epoch.Value, resume.HasReplay));
        Assert.Equal(["out1"], resume.Resend);
    }

    [Fact]
    public void Without_the_last_epochs_checkpoint_it_stops_for_nothing_else_has_its_output()
    {
        Refused(NotReplayable(8) with { Checkpoints = [Checkpoint(8, heldByAll: 7)] }, "the checkpoint of epoch 9, which alone has its state and output, is missing", "restore");
        Refused(
            NotReplayable(8) with { Checkpoints = [Checkpoint(9, heldByAll: 8) with { Damage = "a page is torn" }] }, "cannot be replayed (it draws), and the checkpoint of epoch 9, which alone has its state and output, is damaged: a page is torn", "restore");
    }

    [Fact]
    public void A_sink_that_lacks_more_than_the_last_epoch_stops_it() =>
        Refused(NotReplayable(7, 7) with { Checkpoints = [Checkpoint(9, heldByAll: 8)] }, "a sink holds epoch 7 only, the log ends with epoch 9", "restored from a copy");

    [Fact]
    public void A_checkpoint_that_was_stored_for_an_epoch_never_logged_is_passed_over()
    {
        var left = Checkpoint(10, heldByAll: 9);
        Assert.Equal(9, Resumes(NotReplayable(9) with { Checkpoints = [Checkpoint(9, heldByAll: 8), left] }).Checkpoint!.Epoch.Value);
        Assert.Equal(9, Resumes(Facts(Log(1, 9), At("out", 9)) with { Checkpoints = [Checkpoint(9), left] }).Checkpoint!.Epoch.Value);
        Assert.IsType<FreshStart>(Decide(Facts(null, At("out", 0)) with { WhyNotReplayable = "it draws", Checkpoints = [Checkpoint(1, heldByAll: 0)] }));
        Refused(Facts(Log(1, 9), At("out", 9)) with { Checkpoints = [Checkpoint(9), Checkpoint(11, heldByAll: 10)] }, "the log ends with epoch 9: it lost its end", "restore");
    }

    [Fact]
    public void One_left_over_by_an_older_start_than_the_epochs_own_is_not_the_epochs_checkpoint()
    {
        var log = Log(1, 9) with { Runs = [new LoggedRun(new(1), new(8), Given.PlanA, ["out"], new Generation(1)), new LoggedRun(new(9), new(9), Given.PlanA, ["out"], new Generation(2))] };
        var resume = Resumes(Facts(log, At("out", 9)) with { Checkpoints = [Checkpoint(8), Checkpoint(9, heldByAll: 8)] });
        Assert.Equal((8L, 9L), (resume.Checkpoint!.Epoch.Value, resume.ReplayFrom.Value));
        Assert.Equal(9, Resumes(Facts(log, At("out", 9)) with { Checkpoints = [Checkpoint(8), Checkpoint(9) with { Generation = new Generation(2) }] }).Checkpoint!.Epoch.Value);
    }

    [Fact]
    public void What_another_plan_left_unfinished_is_for_that_plan_to_finish() =>
        Refused(
            NotReplayable(8) with { PlanHash = Given.PlanB, Checkpoints = [Checkpoint(8, heldByAll: 7), Checkpoint(9, heldByAll: 8)] }, "they were made by another plan", "--recover-only");

    private static RecoveryFacts NotReplayable(params long[] held) =>
        Facts(Log(1, 9), [.. held.Select((epoch, index) => At(index == 0 ? "out" : $"out{index}", epoch))]) with { WhyNotReplayable = "it draws" };

    private static RecoveryFacts Changed(params StatefulOperator[] operators) =>
        Facts(Log(1, 9), At("out", 9)) with { PlanHash = Given.PlanB, Operators = operators, Checkpoints = [Checkpoint(9)] };

    private static RecoveryDecision Decide(RecoveryFacts facts) => RecoveryDecision.Decide(facts);

    private static Resumption Resumes(RecoveryFacts facts) => Assert.IsType<Resumption>(Decide(facts));

    private static void Refused(RecoveryFacts facts, string problem, string wayOut)
    {
        var refusal = Assert.IsType<Refusal>(Decide(facts));
        Assert.Contains(problem, string.Join("; ", refusal.Problems), StringComparison.Ordinal);
        Assert.Contains(wayOut, string.Join("; ", refusal.WaysOut), StringComparison.Ordinal);
    }

    /// <summary>A log that does not say which sinks it names has rows for all that hold something.</summary>
    private static RecoveryFacts Facts(LogFacts? log, params CommitGroupFacts[] groups) => new()
    {
        Job = "iot",
        PlanHash = Given.PlanA,
        Operators = [Average],
        Log = log is null ? null : log with { Runs = [.. log.Runs.Select(run => ReferenceEquals(run.Sinks, AllSinks) ? run with { Sinks = NamesOf(groups) } : run)] },
        Groups = groups,
    };

    private static IReadOnlyList<string> NamesOf(CommitGroupFacts[] groups) =>
        [.. groups.Where(group => group.Marker.Epoch is not null).Select(group => group.Name).Append("out").Distinct()];

    private static RecoveryFacts Assuming(RecoveryFacts facts, string sink, long epoch) => facts with
    {
        Options = facts.Options with { AssumeSink = new Dictionary<string, EpochNumber>(facts.Options.AssumeSink) { [sink] = new(epoch) } },
    };

    private static LogFacts Log(long first, long last, params string[] sinks) => new(
        "iot", new EpochNumber(first), new EpochNumber(last),
        [new LoggedRun(new EpochNumber(first), new EpochNumber(last), Given.PlanA, sinks.Length == 0 ? AllSinks : sinks)]);

    private static CommitGroupFacts At(string sink, long? epoch) => new(sink, [sink], epoch is { } value ? SinkMarker.At(new EpochNumber(value)) : SinkMarker.None);

    private static CommitGroupFacts NotTracked(string sink) => new(sink, [sink], SinkMarker.NotTracked);

    private static CheckpointFacts Checkpoint(long epoch, long? heldByAll = null) => new(
        new EpochNumber(epoch), new Generation(1),
        new CheckpointManifest
        {
            Job = "iot",
            Epoch = new EpochNumber(epoch),
            Generation = new Generation(1),
            HeldByAllSinks = new EpochNumber(heldByAll ?? epoch),
            PlanHash = Given.PlanA,
            Plan = "",
            Operators = [Average],
        });
}
