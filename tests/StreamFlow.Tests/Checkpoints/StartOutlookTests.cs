using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;

namespace StreamFlow.Tests.Checkpoints;

/// <summary>What a start would do, foreseen without asking a sink: one test a branch. The log has epochs 1 to 9 of plan A, with rows for "out".</summary>
public class StartOutlookTests
{
    [Fact]
    public void Sinks_hold_the_last_epoch_or_the_one_before()
    {
        var outlook = StartOutlook.Of(Facts(6, 9) with { Checkpoints = [Checkpoint(6, held: 6), Checkpoint(9, held: 8)] });
        Assert.Equal((9, 10), Resumes(outlook.Committed));
        Assert.Equal((6, 7), Resumes(outlook.Uncommitted));
    }

    [Fact]
    public void A_checkpoint_that_says_that_all_sinks_held_the_last_epoch_leaves_one_way() =>
        Assert.Null(StartOutlook.Of(Facts(9)).Uncommitted);

    [Fact]
    public void Without_an_epoch_there_is_one_way()
    {
        var outlook = StartOutlook.Of(Facts() with { Log = null });
        Assert.IsType<FreshStart>(outlook.Committed);
        Assert.Null(outlook.Uncommitted);
    }

    [Fact]
    public void A_sink_that_the_log_does_not_name_is_new()
    {
        var facts = Facts(9) with { Groups = [Group("out"), Group("extra")] };
        Assert.Equal([new MarkerToSet("extra", new EpochNumber(9))], Assert.IsType<Resumption>(StartOutlook.Of(facts).Committed).MarkersToSet);
    }

    [Fact]
    public void A_sink_without_markers_counts_as_holding_everything()
    {
        var outlook = StartOutlook.Of(Facts(6) with { Groups = [Group("out") with { Marker = SinkMarker.NotTracked }] });
        Assert.Equal(Resumes(outlook.Committed), Resumes(outlook.Uncommitted));
    }

    [Fact]
    public void An_assumed_sink_is_believed()
    {
        var outlook = StartOutlook.Of(Facts(6) with { Options = new RecoveryOptions { AssumeSink = new Dictionary<string, EpochNumber> { ["out"] = new(7) } } });
        Assert.Equal([new MarkerToSet("out", new EpochNumber(7))], Assert.IsType<Resumption>(outlook.Committed).MarkersToSet);
    }

    [Fact]
    public void A_changed_plan_is_refused_where_epochs_of_the_old_one_have_to_be_run_again()
    {
        var outlook = StartOutlook.Of(Facts() with { PlanHash = Given.PlanB, Checkpoints = [Checkpoint(8, held: 8), Checkpoint(9, held: 8)] });
        Assert.IsType<Resumption>(outlook.Committed);
        Assert.Contains("--recover-only", Assert.Single(Assert.IsType<Refusal>(outlook.Uncommitted).WaysOut), StringComparison.Ordinal);
    }

    private static (long Checkpoint, long From) Resumes(RecoveryDecision? decision)
    {
        var resumption = Assert.IsType<Resumption>(decision);
        return (resumption.Checkpoint!.Epoch.Value, resumption.ReplayFrom.Value);
    }

    private static RecoveryFacts Facts(params long[] checkpoints) => new()
    {
        Job = Given.Job,
        PlanHash = Given.PlanA,
        Operators = [new StatefulOperator("average", "10s")],
        Log = new LogFacts(Given.Job, new EpochNumber(1), new EpochNumber(9), [new LoggedRun(new EpochNumber(1), new EpochNumber(9), Given.PlanA, ["out"])]),
        Checkpoints = [.. checkpoints.Select(epoch => Checkpoint(epoch, held: epoch))],
        Groups = [Group("out")],
    };

    private static CommitGroupFacts Group(string sink) => new(sink, [sink], SinkMarker.None);

    private static CheckpointFacts Checkpoint(long epoch, long held) => new(new EpochNumber(epoch), new Generation(1), new CheckpointManifest
    {
        Job = Given.Job,
        Epoch = new EpochNumber(epoch),
        Generation = new Generation(1),
        HeldByAllSinks = new EpochNumber(held),
        PlanHash = Given.PlanA,
        Plan = "",
        Operators = [new StatefulOperator("average", "10s")],
    });
}
