using StreamFlow.Checkpoints.Log;

namespace StreamFlow.Tests.Checkpoints;

public class EpochRecordTests
{
    private static readonly EpochRecord Logged = Given.Epoch(3);

    [Fact]
    public void A_replay_that_made_the_same_has_no_differences() =>
        Assert.Empty(Logged.DifferencesFrom(Given.Epoch(3) with
        {
            Generation = new Generation(9),
            Partitions = [Logged.Partitions[0] with { LeaderEpoch = 77 }],
        }));

    public static TheoryData<string, EpochRecord> Differences => new()
    {
        { "the epoch's number is 3 in the log, 4 in the replay", Logged with { Number = new EpochNumber(4) } },
        { "the plan is", Logged with { PlanHash = Given.PlanB } },
        { "the clock is", Logged with { ClockMicroseconds = 0 } },
        { "partition iot/0: the range is [20,30) in the log, [20,29) in the replay", Partition(Logged.Partitions[0] with { Range = new OffsetRange(20, 29) }) },
        { "partition iot/0: the number of rows is 10 in the log, 9 in the replay", Partition(Logged.Partitions[0] with { RowCount = 9 }) },
        { "partition iot/0: the watermark is 1970-01-01T00:00:00.003Z in the log, none in the replay", Partition(Logged.Partitions[0] with { WatermarkMicroseconds = EventTime.NoWatermark }) },
        { "partition iot/0: idle is False in the log, True in the replay", Partition(Logged.Partitions[0] with { Idle = true }) },
        { "partition iot/0: the floor at its entry is none in the log", Partition(Logged.Partitions[0] with { FloorMicroseconds = 0 }) },
        { "operator 'average': the released watermark is", Logged with { ReleasedWatermarks = [new ReleasedWatermark("average", 1)] } },
        { "flushing the open windows is False in the log, True in the replay", Logged with { Flushed = true } },
        { "sink 'out': the number of rows is 5 in the log, 6 in the replay", Logged with { Sinks = [Logged.Sinks[0] with { Rows = 6 }] } },
        { "sink 'out': 5 rows in both, but they are not the same rows", Logged with { Sinks = [Logged.Sinks[0] with { Hash = 1 }] } },
        { "the number of late rows is 0 in the log, 1 in the replay", Logged with { LateRows = 1 } },
        { "how late rows were is none in the log, 1s:1 10s:1 in the replay", Logged with { Lateness = default(LatenessHistogram).With(1_000_000).With(1_000_001) } },
        { "the number of late rows that still counted is 0 in the log, 2 in the replay", Logged with { AcceptedLateRows = 2 } },
        { "the number of corrected rows is 0 in the log, 3 in the replay", Logged with { CorrectedRows = 3 } },
        { "partition iot/0: the number of rows too far ahead is 0 in the log, 1 in the replay", Partition(Logged.Partitions[0] with { FutureRows = 1 }) },
        { "the number of bad records is 0 in the log, 1 in the replay", Logged with { BadRecords = 1 } },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void Each_difference_is_one_sentence(string sentence, EpochRecord replayed) =>
        Assert.StartsWith(sentence, Assert.Single(Logged.DifferencesFrom(replayed)), StringComparison.Ordinal);

    [Fact]
    public void What_only_one_side_has_is_named() => Assert.Equal(
        ["sink 'out' is in the log, not in the replay", "sink 'other' is in the replay, not in the log"],
        Logged.DifferencesFrom(Logged with { Sinks = [new SinkEpoch("other", 5, 0)] }));

    private static EpochRecord Partition(PartitionEpoch partition) => Logged with { Partitions = [partition] };
}
