using StreamFlow.Operators.Watermark;

namespace StreamFlow.Tests.Operators.Watermark;

public sealed class LaneClockTests
{
    private static readonly LaneClock Active = LaneClock.New with { Maximum = 100, HasNewRows = true };

    [Fact]
    public void A_lane_without_a_row_has_no_watermark_even_when_it_entered_late() =>
        Assert.Equal(EventTime.NoWatermark, (LaneClock.New with { Floor = 50 }).Watermark(5));

    [Fact]
    public void The_watermark_is_the_maximum_less_the_out_of_orderness() => Assert.Equal(95, Active.Watermark(5));

    [Fact]
    public void A_lane_that_entered_late_is_not_behind_what_was_released() =>
        Assert.Equal(98, (Active with { Floor = 98 }).Watermark(5));

    [Fact]
    public void A_lane_is_idle_once_the_clock_has_moved_far_enough_without_a_row()
    {
        var behind = Active.At(1_000, idleAfter: 10, PartitionReach.CaughtUp);

        Assert.False(behind.IsOut);
        Assert.False(behind.At(1_009, 10, PartitionReach.CaughtUp).IsOut);
        Assert.True(behind.At(1_010, 10, PartitionReach.CaughtUp).IsOut);
    }

    [Fact]
    public void A_row_ends_idleness()
    {
        var idle = Active.At(1_000, 10, PartitionReach.CaughtUp).At(2_000, 10, PartitionReach.CaughtUp);
        Assert.True(idle.IsOut);

        Assert.False((idle with { HasNewRows = true }).At(2_000, 10, PartitionReach.CaughtUp).IsOut);
    }

    [Fact]
    public void A_lane_is_not_idle_before_it_has_been_there_for_as_long() =>
        Assert.False(LaneClock.New.At(5_000, idleAfter: 10, PartitionReach.CaughtUp).IsOut);

    [Fact]
    public void Only_a_lane_that_never_had_a_row_leaves_a_bounded_run()
    {
        Assert.True(LaneClock.New.At(1, null, PartitionReach.Finished).IsOut);
        Assert.False(Active.At(1, null, PartitionReach.Finished).IsOut);
    }

    [Fact]
    public void A_lane_with_rows_to_be_read_is_not_idle_and_has_its_whole_time_when_it_has_caught_up()
    {
        var behind = Active.At(1_000, 10, PartitionReach.CaughtUp).At(5_000, 10, PartitionReach.Behind);

        Assert.False(behind.IsOut);
        Assert.False(behind.At(5_009, 10, PartitionReach.CaughtUp).IsOut);
        Assert.True(behind.At(5_010, 10, PartitionReach.CaughtUp).IsOut);
    }
}
