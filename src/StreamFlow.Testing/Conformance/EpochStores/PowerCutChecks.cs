using StreamFlow.Checkpoints;

namespace StreamFlow.Testing.Conformance.EpochStores;

/// <summary>What a method says is durable survives a power cut.</summary>
internal static class PowerCutChecks
{
    public static void What_was_flushed_survives(EpochStoreBench bench)
    {
        using (var file = bench.Create("a"))
        {
            file.Append("kept"u8);
            file.Flush();
            file.Append("lost"u8);
            bench.CutPower();
        }

        var found = bench.Storage.ReadAll("a");
        CheckFailure.Require(found.AsSpan().StartsWith("kept"u8), $"4 bytes were flushed before a power cut and {found.Length} bytes are there, which do not begin with them");
    }

    public static void A_file_that_was_created_survives(EpochStoreBench bench)
    {
        bench.Create("a").Dispose();
        bench.CutPower();
        bench.RequireNames("after a power cut behind TryCreate", "a");
        using var again = bench.Storage.TryCreate("a");
        CheckFailure.Require(again is null, "a name that was created before a power cut can be created again: two starts would have one generation");
    }

    public static void A_published_file_survives_whole(EpochStoreBench bench)
    {
        bench.Storage.TryPublish("a", "whole"u8);
        bench.CutPower();
        bench.RequireText("a", "whole", "after a power cut behind TryPublish");
    }

    public static void A_cut_survives(EpochStoreBench bench)
    {
        bench.Write("a", "12345");
        bench.Storage.Truncate("a", 2);
        bench.CutPower();
        bench.RequireText("a", "12", "after a power cut behind Truncate");
    }

    public static void A_lock_is_free_after_a_power_cut(EpochStoreBench bench)
    {
        _ = bench.Storage.Hold();
        bench.CutPower();
        bench.Storage.Hold().Dispose();
    }

    public static void Flushed_records_survive_and_the_log_goes_on(EpochStoreBench bench)
    {
        for (var cut = 1; cut <= 5; cut++)
        {
            bench.AppendRecords(cut * 3, cut);
            bench.CutPower();
            bench.RequireRecords(cut * 3, $"after power cut {cut}");
        }
    }

    public static void Generations_never_go_back(EpochStoreBench bench)
    {
        var last = 0L;
        for (var start = 0; start < 5; start++)
        {
            var taken = Generations.Take(bench.Storage).Value;
            CheckFailure.Require(taken > last, $"generation {taken} was taken after {last}, with a power cut between");
            last = taken;
            bench.CutPower();
        }
    }

    public static void A_checkpoint_survives(EpochStoreBench bench)
    {
        CheckpointChecks.Write(bench, 1, null, CheckpointChecks.Page("a", 1, "one"));
        bench.CutPower();
        CheckpointChecks.Require(bench, 1, ("a", "one"));
    }
}
