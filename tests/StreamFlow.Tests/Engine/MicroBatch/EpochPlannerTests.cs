using StreamFlow.Engine.MicroBatch;

namespace StreamFlow.Tests.Engine.MicroBatch;

public sealed class EpochPlannerTests
{
    private static readonly SourcePartition First = new("iot", 0);
    private static readonly SourcePartition Second = new("iot", 1);

    [Fact]
    public void Everything_is_taken_when_it_fits()
    {
        var targets = EpochPlanner.Targets([new(First, 5, 105), new(Second, 0, 50)], rowsMax: 150);

        Assert.Equal(105, targets[First]);
        Assert.Equal(50, targets[Second]);
    }

    [Fact]
    public void A_limit_is_shared_out_by_what_is_pending_so_that_partitions_stay_side_by_side()
    {
        var targets = EpochPlanner.Targets([new(First, 100, 1_100), new(Second, 0, 3_000)], rowsMax: 400);

        Assert.Equal(200, targets[First]);
        Assert.Equal(300, targets[Second]);
    }

    [Fact]
    public void Every_partition_with_rows_moves_even_under_the_smallest_limit()
    {
        var targets = EpochPlanner.Targets([new(First, 0, 1_000_000), new(Second, 7, 8)], rowsMax: 1);

        Assert.Equal(1, targets[First]);
        Assert.Equal(8, targets[Second]);
    }

    [Fact]
    public void A_partition_without_rows_stays_where_it_is()
    {
        var targets = EpochPlanner.Targets([new(First, 9, 9), new(Second, 0, 10)], rowsMax: 5);

        Assert.Equal(9, targets[First]);
        Assert.Equal(5, targets[Second]);
    }

    [Fact]
    public void A_source_that_ends_before_the_position_moves_nothing_back() =>
        Assert.Equal(9, EpochPlanner.Targets([new(First, 9, 3)], rowsMax: 5)[First]);

    [Fact]
    public void Where_offsets_are_bytes_the_limit_of_rows_is_taken_by_the_bytes_of_a_row()
    {
        var targets = EpochPlanner.Targets([new(First, 0, 100_000, OffsetsPerRow: 100), new(Second, 0, 1_000)], rowsMax: 200);

        Assert.Equal(10_000, targets[First]);
        Assert.Equal(100, targets[Second]);
    }
}
