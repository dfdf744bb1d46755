using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints;

public class EpochLogTests
{
    [Fact]
    public void A_record_that_was_written_and_not_flushed_is_durable_once_the_log_is_opened_again()
    {
        var storage = new MemoryCheckpointStorage();
        using (var log = new EpochLog(storage, Given.Job, EpochLogScan.Read(storage)))
            log.Append(Given.Epoch(1));

        // The process died, the machine did not: the next one reads the record, replays it, and then the power fails.
        using (new EpochLog(storage, Given.Job, EpochLogScan.Read(storage)))
            storage.Crash();

        Assert.Equal(new EpochNumber(1), EpochLogScan.Read(storage).Facts!.LastEpoch);
    }

    [Fact]
    public void Without_a_log_there_are_no_facts() => Assert.Null(EpochLogScan.Read(new MemoryCheckpointStorage()).Facts);

    [Fact]
    public void What_was_appended_is_read_again()
    {
        var full = Given.Epoch(1) with
        {
            Flushed = true,
            BadRecords = 7,
            Partitions =
            [
                new PartitionEpoch(new SourcePartition("ä/µ", 12), new OffsetRange(5, 5), 0),
                new PartitionEpoch(new SourcePartition("b", 0), new OffsetRange(0, long.MaxValue), 1, 4, -5, Idle: true, FloorMicroseconds: -6, Reach: PartitionReach.CaughtUp),
            ],
            Sinks = [new SinkEpoch("one", 0, ulong.MaxValue), new SinkEpoch("two", long.MaxValue, 0)],
        };
        var storage = Given.Log([full]);
        Given.AssertSame(full, Assert.Single(Given.AllRecords(storage)));
        Given.AssertSame(full, EpochLogScan.Read(storage).Last!);
    }

    [Fact]
    public void A_log_goes_on_after_it_was_closed()
    {
        var storage = Given.Log(2);
        using (var log = new EpochLog(storage, Given.Job, EpochLogScan.Read(storage)))
        {
            Assert.Equal(new EpochNumber(3), log.NextEpoch);
            log.Append(Given.Epoch(3, generation: 2));
            log.Flush();
        }

        Assert.Equal([1, 2, 3], Given.AllRecords(storage).Select(record => record.Number.Value));
    }

    [Fact]
    public void Segments_roll_and_read_as_one_log()
    {
        var storage = Given.Log(20, segmentBytes: 500);
        Assert.True(storage.List().Count > 3);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), Given.AllRecords(storage).Select(record => record.Number.Value));
        for (var from = 1; from <= 20; from++)
            for (var to = from; to <= 20; to++)
                Assert.Equal(
                    Enumerable.Range(from, to - from + 1).Select(i => (long)i),
                    EpochLogReader.Read(storage, new EpochNumber(from), new EpochNumber(to)).Select(record => record.Number.Value));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 5)]
    [InlineData(6, 7)]
    public void Epochs_that_the_log_does_not_hold_are_a_fault(int from, int to) =>
        Assert.Throws<StreamFaultException>(() => EpochLogReader.Read(Given.Log(4), new EpochNumber(from), new EpochNumber(to)).Count());

    [Fact]
    public void Epochs_are_gathered_into_runs_of_one_plan_and_the_same_sinks()
    {
        var facts = EpochLogScan.Read(Given.Log([Given.Epoch(1), Given.Epoch(2), Given.Epoch(3, sinks: ["out", "more"]), Given.Epoch(4, Given.PlanB)])).Facts!;
        Assert.Equal((Given.Job, 1L, 4L, false), (facts.Job, facts.FirstEpoch.Value, facts.LastEpoch.Value, facts.HasTornTail));
        Assert.Equal([(1L, 2L, 1), (3, 3, 2), (4, 4, 1)], facts.Runs.Select(run => (run.From.Value, run.To.Value, run.Sinks.Count)));
        Assert.Equal([Given.PlanA, Given.PlanA, Given.PlanB], facts.Runs.Select(run => run.PlanHash));
    }

    [Fact]
    public void The_log_of_another_job_is_refused_by_name()
    {
        var storage = Given.Log(1);
        var fault = Assert.Throws<StreamFaultException>(() => new EpochLog(storage, "other", EpochLogScan.Read(storage)));
        Assert.Contains($"'{Given.Job}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_flush_to_disk_a_power_cut_loses_whole_epochs_but_a_killed_process_none()
    {
        var storage = new MemoryCheckpointStorage();
        var log = new EpochLog(storage, Given.Job, EpochLogScan.Read(storage), new EpochLogOptions { FlushToDisk = false });
        log.Append(Given.Epoch(1));
        log.Flush();
        Assert.Single(Given.AllRecords(storage));
        storage.Crash();
        Assert.Empty(Given.AllRecords(storage));
    }

    [Fact]
    public void Without_flush_to_disk_a_power_cut_tears_only_the_last_segment()
    {
        var chance = Given.Seeded(out _);
        for (var round = 0; round < 50; round++)
        {
            var storage = new MemoryCheckpointStorage();
            var log = new EpochLog(storage, Given.Job, EpochLogScan.Read(storage), new EpochLogOptions { FlushToDisk = false, SegmentBytes = 500 });
            for (var epoch = 1; epoch <= 10; epoch++)
                log.Append(Given.Epoch(epoch));
            var lastSegment = long.Parse(storage.List()[^1].AsSpan(13, 12), System.Globalization.CultureInfo.InvariantCulture);
            storage.Crash(round == 0 ? null : chance);
            Assert.InRange(EpochLogScan.Read(storage).Facts!.LastEpoch.Value, lastSegment - 1, 10);
        }
    }

    [Fact]
    public void After_a_failed_append_the_log_takes_nothing_more()
    {
        var storage = new MemoryCheckpointStorage();
        var log = new EpochLog(storage, Given.Job, EpochLogScan.Read(storage));
        storage.FailAt(new StorageFaultPlan(storage.Operations + 1, Torn: true));
        Assert.Throws<StreamFaultException>(() => log.Append(Given.Epoch(1)));
        Assert.Throws<StreamFaultException>(() => log.Append(Given.Epoch(2)));
        Assert.Throws<StreamFaultException>(log.Flush);
        Assert.Equal(new EpochNumber(1), EpochLogScan.Read(storage).TornTail!.Epoch);
    }

    [Theory]
    [InlineData("{0}: epoch 4 stands where epoch 3 belongs")]
    [InlineData("generation falls")]
    [InlineData("begins at 21")]
    [InlineData("has the range")]
    [InlineData("rows")]
    [InlineData("watermark of iot/0 falls")]
    [InlineData("released watermark")]
    [InlineData("negative number of rows")]
    [InlineData("late rows or bad records")]
    public void What_may_never_go_back_is_refused_when_written(string says)
    {
        var good = Given.Epoch(3, generation: 2);
        var partition = good.Partitions[0];
        var bad = says switch
        {
            "generation falls" => good with { Generation = new Generation(1) },
            "begins at 21" => good with { Partitions = [partition with { Range = new OffsetRange(21, 30) }] },
            "has the range" => good with { Partitions = [partition with { Range = new OffsetRange(20, 19) }] },
            "rows" => good with { Partitions = [partition with { RowCount = -1 }] },
            "watermark of iot/0 falls" => good with { Partitions = [partition with { WatermarkMicroseconds = 1 }] },
            "released watermark" => good with { ReleasedWatermarks = [new ReleasedWatermark("average", 1)] },
            "negative number of rows" => good with { Sinks = [new SinkEpoch("out", -1, 0)] },
            "late rows or bad records" => good with { BadRecords = -1 },
            _ => Given.Epoch(4, generation: 2),
        };
        var storage = Given.Log([Given.Epoch(1), Given.Epoch(2, generation: 2)]);
        using var log = new EpochLog(storage, Given.Job, EpochLogScan.Read(storage));
        var before = storage.Operations;
        var fault = Assert.Throws<StreamFaultException>(() => log.Append(bad));
        Assert.Equal(FaultOrigin.Internal, fault.Origin);
        Assert.Contains(says.Replace("{0}: ", "", StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, storage.Operations);
        log.Append(good);
    }

    [Fact]
    public void A_hash_that_is_none_is_refused() => Assert.Throws<StreamFaultException>(() => Given.Log([Given.Epoch(1, "plan-1")]));

    [Fact]
    public void A_partition_goes_on_where_it_stopped_even_when_epochs_leave_it_out()
    {
        var without = Given.Epoch(2) with { Partitions = [] };
        var goesOn = Given.Epoch(3) with { Partitions = [Given.Epoch(2).Partitions[0]] };
        Assert.NotNull(Given.Log([Given.Epoch(1), without, goesOn]));
        Assert.Throws<StreamFaultException>(() => Given.Log([Given.Epoch(1), without, Given.Epoch(3)]));
    }

    [Fact]
    public void A_changed_plan_may_take_a_source_back_from_its_start()
    {
        var without = Given.Epoch(2, Given.PlanB) with { Partitions = [] };
        var back = Given.Epoch(3, Given.PlanA) with { Partitions = [Given.Epoch(1).Partitions[0]] };
        Assert.NotNull(Given.Log([Given.Epoch(1), without, back]));
        Assert.Throws<StreamFaultException>(() => Given.Log([Given.Epoch(1), back with { Number = new EpochNumber(2) }]));
    }

    [Fact]
    public void Segments_before_a_gap_are_not_part_of_the_log()
    {
        var storage = Given.Log(20, segmentBytes: 500);
        storage.Delete(storage.List()[1]);
        LogFacts facts = EpochLogScan.Read(storage).Facts!;
        Assert.True(facts.FirstEpoch.Value > 1);
        Assert.Equal(20, facts.LastEpoch.Value);
    }

    [Fact]
    public void A_segment_that_does_not_follow_the_one_before_is_damage()
    {
        var storage = Given.Log(20, segmentBytes: 500);
        var other = Given.Log(20, segmentBytes: 900);
        storage.Delete(storage.List()[1]);
        storage.Put(other.List()[1], other.ReadAll(other.List()[1]));
        Assert.Throws<StreamFaultException>(() => EpochLogScan.Read(storage));
    }
}
