using StreamFlow.Checkpoints.Inspection;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;

namespace StreamFlow.Tests.Checkpoints.Inspection;

public class ComparisonTests
{
    [Fact]
    public void Epochs_are_equal_different_or_in_one_alone()
    {
        var other = Given.Epoch(3) with { Sinks = [new SinkEpoch("out", 6, 7)] };
        var comparison = EpochComparison.Between([Given.Epoch(1), Given.Epoch(2), Given.Epoch(3)], [Given.Epoch(2, generation: 9), other, Given.Epoch(4), Given.Epoch(5)]);

        Assert.Equal(1, comparison.Equal);
        Assert.Equal([1], comparison.OnlyInA.Select(epoch => epoch.Value));
        Assert.Equal([4, 5], comparison.OnlyInB.Select(epoch => epoch.Value));
        var (epoch, differences) = Assert.Single(comparison.Different);
        Assert.Equal(3, epoch.Value);
        Assert.Equal("sink 'out': the number of rows is 5 in A, 6 in B", Assert.Single(differences));
        Assert.False(comparison.AreEqual);
    }

    [Fact]
    public void Equal_logs_are_equal() => Assert.True(EpochComparison.Between([Given.Epoch(1)], [Given.Epoch(1)]).AreEqual);

    [Fact]
    public void A_checkpoint_equals_itself() => Assert.True(StateComparison.Between(Manifest(), Manifest()).AreEqual);

    [Fact]
    public void Pages_are_compared_by_what_they_hold_wherever_they_lie()
    {
        var a = Manifest() with { Pages = [Page("same", 1, "x"), Page("other", 1, "x"), Page("gone", 1, "x")] };
        var b = Manifest() with { Pages = [Page("same", 1, "y"), Page("other", 2, "x"), Page("new", 1, "x")] };
        var pages = Assert.Single(StateComparison.Between(a, b).Pages);
        Assert.Equal(new PageComparison("average", "iot/0", 1, 1, 1, 1, 30, 30), pages);
    }

    [Fact]
    public void Positions_operators_and_plans_are_compared()
    {
        var b = Manifest() with
        {
            PlanHash = Given.PlanB,
            Operators = [new StatefulOperator("average", "20s"), new StatefulOperator("sum", "1")],
            Positions = [new SourcePosition(new SourcePartition("iot", 1), 7)],
        };
        var comparison = StateComparison.Between(Manifest(), b);
        Assert.False(comparison.SamePlan);
        Assert.Equal([OperatorFate.Replaced, OperatorFate.New], comparison.Operators.Select(change => change.Fate));
        Assert.Equal([new PositionDifference(new SourcePartition("iot", 0), 40, null), new PositionDifference(new SourcePartition("iot", 1), null, 7)], comparison.Positions);
    }

    private static CheckpointPage Page(string id, uint checksum, string file) => new("average", "iot/0", id, 1, file, 8, 10, checksum);

    private static CheckpointManifest Manifest() => new()
    {
        Job = Given.Job,
        Epoch = new EpochNumber(4),
        Generation = new Generation(1),
        HeldByAllSinks = new EpochNumber(4),
        PlanHash = Given.PlanA,
        Plan = "plan",
        Operators = [new StatefulOperator("average", "10s")],
        Positions = [new SourcePosition(new SourcePartition("iot", 0), 40)],
        Pages = [Page("p", 1, "x")],
    };
}
