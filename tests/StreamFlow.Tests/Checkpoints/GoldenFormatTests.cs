using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints;

/// <summary>
/// The stored formats, byte for byte. A change here means that a job cannot recover from what the version before it wrote: give the format a
/// new version, and read the old one too.
/// </summary>
public class GoldenFormatTests
{
    private const string Segment =
        "534645504f43485301000000140000000100000000000000010000000000000003696f74a248504b930000000100000000"
        + "000000ee4577ed1fff1abe030204aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa8080f2"
        + "81838985060203696f740000d804c4040a80f7f7808389850600ffffffffffffffffff010004020e03696f74020e0e0001"
        + "ffffffffffffffffff0101010200000001076176657261676580a6adf8828985060101036f75743cefcdab896745230102"
        + "04020406080a0cf80a2812";

    /// <summary>The same record before late rows were counted by how late they were, and bad records by partition.</summary>
    private const string SegmentOfFormat2 =
        "534645504f43485301000000140000000100000000000000010000000000000003696f74a248504b830000000100000000"
        + "000000e866dfa58561edb5020204aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa8080f2"
        + "81838985060203696f740000d804d6040a80f7f7808389850600ffffffffffffffffff010003696f74020e0e0001ffffff"
        + "ffffffffffff0101010201076176657261676580a6adf8828985060101036f75743cefcdab89674523010204";

    private const string Manifest =
        "53464d414e4946530100000003696f74180616bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
        + "bb0f736f757263650a202077696e646f77010761766572616765033130730103696f7402ce4901076176657261676505696f"
        + "742f310277311226636865636b706f696e742d3030303030303030303031322d30303030303030332e7061676573100adf68"
        + "db664c047b20";

    private const string Data = "53465041474553017374617465";

    private static readonly EpochRecord Record = new()
    {
        Number = new EpochNumber(1),
        Generation = new Generation(2),
        PlanHash = Given.PlanA,
        ClockMicroseconds = 1_700_000_000_000_000,
        Partitions =
        [
            new PartitionEpoch(new SourcePartition("iot", 0), new OffsetRange(0, 300), 290, 5, 1_699_999_999_000_000, BadRecords: 2, FutureRows: 1, LostOffsets: 7),
            new PartitionEpoch(new SourcePartition("iot", 1), new OffsetRange(7, 7), 0, -1, EventTime.NoWatermark, Idle: true, -1, PartitionReach.Finished),
        ],
        ReleasedWatermarks = [new ReleasedWatermark("average", 1_699_999_990_000_000)],
        Flushed = true,
        Sinks = [new SinkEpoch("out", 30, 0x0123456789ABCDEF)],
        LateRows = 1,
        BadRecords = 2,
        Lateness = new LatenessHistogram(1, 2, 3, 4, 5, 6, 700),
        AcceptedLateRows = 20,
        CorrectedRows = 9,
    };

    [Fact]
    public void A_segment_of_the_log()
    {
        var storage = Given.Log([Record]);
        Assert.Equal(["log-00000001-000000000001.epochs"], storage.List());
        Assert.Equal(Segment, Hex(storage, "log-00000001-000000000001.epochs"));
    }

    [Fact]
    public void A_stored_segment_is_read()
    {
        var storage = new MemoryCheckpointStorage();
        storage.Put("log-00000001-000000000001.epochs", Convert.FromHexString(Segment));
        Given.AssertSame(Record, Assert.Single(Given.AllRecords(storage)));
    }

    [Fact]
    public void A_segment_of_format_2_is_read_and_counts_nothing_that_it_did_not_count()
    {
        var storage = new MemoryCheckpointStorage();
        storage.Put("log-00000001-000000000001.epochs", Convert.FromHexString(SegmentOfFormat2));
        var record = Assert.Single(Given.AllRecords(storage));
        Assert.Null(record.Lateness);
        Assert.Equal((1, 2), (record.LateRows, record.BadRecords));
        Assert.Empty(record.DifferencesFrom(Record with
        {
            Partitions = [Record.Partitions[0] with { RowCount = 299 }, Record.Partitions[1]],
        }));
    }

    [Fact]
    public void A_checkpoint()
    {
        var storage = new MemoryCheckpointStorage();
        new CheckpointStore(storage, Given.Job).Write(
            new CheckpointContents
            {
                Epoch = new EpochNumber(12),
                Generation = new Generation(3),
                HeldByAllSinks = new EpochNumber(11),
                PlanHash = Given.PlanB,
                Plan = "source\n  window",
                Operators = [new StatefulOperator("average", "10s")],
                Positions = [new SourcePosition(new SourcePartition("iot", 1), 4711)],
                Pages = [new PageToWrite("average", "iot/1", "w1", 9, "state"u8.ToArray())],
            },
            previous: null);
        Assert.Equal(["checkpoint-000000000012-00000003.manifest", "checkpoint-000000000012-00000003.pages"], storage.List());
        Assert.Equal(Manifest, Hex(storage, "checkpoint-000000000012-00000003.manifest"));
        Assert.Equal(Data, Hex(storage, "checkpoint-000000000012-00000003.pages"));
    }

    [Fact]
    public void A_stored_checkpoint_is_read()
    {
        var storage = new MemoryCheckpointStorage();
        storage.Put("checkpoint-000000000012-00000003.manifest", Convert.FromHexString(Manifest));
        storage.Put("checkpoint-000000000012-00000003.pages", Convert.FromHexString(Data));
        var store = new CheckpointStore(storage, Given.Job);
        var facts = Assert.Single(store.Inspect(new EpochNumber(12)));
        Assert.Null(facts.Damage);
        Assert.Equal("state"u8.ToArray(), store.ReadPage(Assert.Single(facts.Manifest!.Pages)));
        Assert.Equal(("iot", 1, 4711L), (facts.Manifest.Positions[0].Partition.Source, facts.Manifest.Positions[0].Partition.Partition, facts.Manifest.Positions[0].NextOffset));
    }

    [Fact]
    public void A_format_of_a_later_version_says_so()
    {
        var storage = new MemoryCheckpointStorage();
        storage.Put("checkpoint-000000000012-00000003.manifest", Convert.FromHexString(Manifest.Remove(16, 2).Insert(16, "02")));
        Assert.Contains("format version 2, this StreamFlow reads 1", new CheckpointStore(storage, Given.Job).Inspect(default)[0].Damage, StringComparison.Ordinal);
    }

    private static string Hex(CheckpointStorage storage, string file) => Convert.ToHexStringLower(storage.ReadAll(file));
}
