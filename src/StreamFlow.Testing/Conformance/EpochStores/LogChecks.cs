using StreamFlow.Checkpoints;
using StreamFlow.Checkpoints.Log;

namespace StreamFlow.Testing.Conformance.EpochStores;

/// <summary>The epoch log and the generations on the storage.</summary>
internal static class LogChecks
{
    public static void A_log_is_read_as_it_was_written(EpochStoreBench bench)
    {
        bench.AppendRecords(20);
        bench.Reopen();
        bench.RequireRecords(20, "after 20 epochs");
        bench.AppendRecords(25, generation: 2);
        bench.Reopen();
        bench.RequireRecords(25, "after 5 epochs more by the next start");
    }

    public static void A_log_goes_over_many_segments(EpochStoreBench bench)
    {
        bench.AppendRecords(30, segmentBytes: 400);
        CheckFailure.Require(bench.Storage.List().Count > 5, $"30 epochs in segments of 400 bytes made {bench.Storage.List().Count} files");
        bench.Reopen();
        bench.RequireRecords(30, "over many segments");
    }

    public static void A_record_torn_at_any_byte_is_cut_off(EpochStoreBench bench)
    {
        bench.AppendRecords(2);
        var file = bench.Storage.List()[^1];
        var whole = bench.Storage.LengthOf(file);
        bench.AppendRecords(3);
        for (var length = bench.Storage.LengthOf(file) - 1; length > whole; length -= 3)
        {
            bench.Storage.Truncate(file, length);
            var scan = EpochLogScan.Read(bench.Storage);
            CheckFailure.Require(scan.Facts?.LastEpoch == new EpochNumber(2) && scan.TornTail is not null, $"a log cut to {length} bytes, in the middle of epoch 3, is read as ending with {scan.Facts?.LastEpoch}");
        }

        bench.AppendRecords(4, generation: 2);
        bench.Reopen();
        bench.RequireRecords(4, "after a torn record was cut off and two were appended");
    }

    public static void No_two_starts_have_one_generation(EpochStoreBench bench)
    {
        var taken = new List<long>();
        for (var start = 0; start < 5; start++)
        {
            taken.Add(Generations.Take(bench.Storage).Value);
            bench.Reopen();
        }

        taken.Add(Generations.Take(bench.Storage, new Generation(100)).Value);
        CheckFailure.Require(taken.Zip(taken.Skip(1)).All(pair => pair.First < pair.Second) && taken[^1] == 101, $"starts one after the other took the generations {string.Join(", ", taken)}");
    }

    public static void Starts_at_one_time_have_different_generations(EpochStoreBench bench)
    {
        var taken = new System.Collections.Concurrent.ConcurrentBag<long>();
        Parallel.For(0, 8, _ => taken.Add(Generations.Take(bench.Storage).Value));
        CheckFailure.Require(taken.Distinct().Count() == 8, $"8 starts at one time took the generations {string.Join(", ", taken.Order())}");
    }
}
