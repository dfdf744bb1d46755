using StreamFlow.Checkpoints.Protocol;

namespace StreamFlow.Tests.Checkpoints;

public class RetentionDecisionTests
{
    private static readonly SegmentFacts[] NoSegments = [];

    [Fact]
    public void Without_an_intact_checkpoint_nothing_goes()
    {
        var decision = RetentionDecision.Decide([Damaged(3)], ["d3", "d2"], [new SegmentFacts("s1", new EpochNumber(1)), new SegmentFacts("s2", new EpochNumber(2))], new EpochNumber(3), 3);
        Assert.Empty(decision.Manifests.Concat(decision.DataFiles).Concat(decision.Segments));
    }

    [Fact]
    public void The_newest_three_stay() => Assert.Equal(["m1", "m2"], Decide([Manifest(1), Manifest(2), Manifest(3), Manifest(4), Manifest(5)], 5).Manifests);

    [Fact]
    public void The_newest_at_or_before_the_slowest_sink_stays() =>
        Assert.Equal(["m1", "m3"], Decide([Manifest(1), Manifest(2), Manifest(3), Manifest(4), Manifest(5), Manifest(6)], 2).Manifests);

    [Fact]
    public void With_no_checkpoint_at_or_before_the_slowest_sink_the_newest_stay() =>
        Assert.Equal(["m2"], Decide([Manifest(2), Manifest(3), Manifest(4), Manifest(5)], 1).Manifests);

    [Fact]
    public void Of_one_epoch_only_the_newest_generation_counts() =>
        Assert.Equal(["m5"], Decide([Manifest(3), Manifest(4), Manifest(5), Manifest(5, generation: 2)], 5).Manifests);

    [Fact]
    public void A_damaged_manifest_does_not_count_and_goes_once_it_is_the_oldest() =>
        Assert.Equal(["m1"], Decide([Damaged(1), Manifest(2), Damaged(3), Manifest(4), Manifest(5)], 5).Manifests);

    [Fact]
    public void Data_goes_when_no_kept_manifest_names_it()
    {
        var decision = RetentionDecision.Decide(
            [Manifest(1, files: ["d0", "d1"]), Manifest(2, files: ["d0"]), Manifest(3), Manifest(4)], ["d0", "d1", "d3", "d4", "orphan"], NoSegments, new EpochNumber(4), 3);
        Assert.Equal(["d1", "orphan"], decision.DataFiles);
    }

    [Fact]
    public void A_segment_goes_when_the_next_one_holds_the_oldest_kept_epoch()
    {
        SegmentFacts[] segments = [Segment(1), Segment(5), Segment(8), Segment(20)];
        Assert.Equal([], RetentionDecision.Decide([Manifest(4)], [], segments, new EpochNumber(4), 3).Segments);
        Assert.Equal(["s1"], RetentionDecision.Decide([Manifest(5)], [], segments, new EpochNumber(5), 3).Segments);
        Assert.Equal(["s1"], RetentionDecision.Decide([Manifest(7), Manifest(30)], [], segments, new EpochNumber(7), 3).Segments);
        Assert.Equal(["s1", "s5", "s8"], RetentionDecision.Decide([Manifest(30)], [], segments, new EpochNumber(30), 3).Segments);
    }

    private static RetentionDecision Decide(ManifestFacts[] manifests, long slowest) =>
        RetentionDecision.Decide(manifests, [], NoSegments, new EpochNumber(slowest), 3);

    private static ManifestFacts Manifest(long epoch, long generation = 1, string[]? files = null) =>
        new($"m{epoch}", new EpochNumber(epoch), new Generation(generation), new HashSet<string>(files ?? [$"d{epoch}"]));

    private static ManifestFacts Damaged(long epoch) => new($"m{epoch}", new EpochNumber(epoch), new Generation(1), null);

    private static SegmentFacts Segment(long first) => new($"s{first}", new EpochNumber(first));
}
