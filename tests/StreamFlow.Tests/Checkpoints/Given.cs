using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints;

/// <summary>Records and logs that the tests of this folder share.</summary>
internal static class Given
{
    public const string Job = "iot";
    public static readonly string PlanA = new('a', 64);
    public static readonly string PlanB = new('b', 64);

    /// <summary>Ten rows an epoch from one partition, to the sinks named.</summary>
    public static EpochRecord Epoch(long number, string? plan = null, long generation = 1, params string[] sinks) => new()
    {
        Number = new EpochNumber(number),
        Generation = new Generation(generation),
        PlanHash = plan ?? PlanA,
        ClockMicroseconds = 1_700_000_000_000_000 + number,
        Partitions = [new PartitionEpoch(new SourcePartition("iot", 0), new OffsetRange((number - 1) * 10, number * 10), 10, 3, number * 1000)],
        ReleasedWatermarks = [new ReleasedWatermark("average", number * 1000)],
        Sinks = [.. (sinks.Length == 0 ? ["out"] : sinks).Select(sink => new SinkEpoch(sink, 5, (ulong)number * 0x9E3779B97F4A7C15))],
        LateRows = number % 3,
    };

    /// <summary>A log with these records, closed.</summary>
    public static MemoryCheckpointStorage Log(IEnumerable<EpochRecord> records, long segmentBytes = long.MaxValue)
    {
        var storage = new MemoryCheckpointStorage();
        using var log = new EpochLog(storage, Job, EpochLogScan.Read(storage), new EpochLogOptions { SegmentBytes = segmentBytes });
        foreach (var record in records)
        {
            log.Append(record);
            log.Flush();
        }

        return storage;
    }

    public static MemoryCheckpointStorage Log(int epochs, long segmentBytes = long.MaxValue) =>
        Log(Enumerable.Range(1, epochs).Select(number => Epoch(number)), segmentBytes);

    public static MemoryCheckpointStorage CopyOf(MemoryCheckpointStorage storage)
    {
        var copy = new MemoryCheckpointStorage();
        foreach (var name in storage.List())
            copy.Put(name, storage.ReadAll(name));
        return copy;
    }

    public static IReadOnlyList<EpochRecord> AllRecords(CheckpointStorage storage)
    {
        var facts = EpochLogScan.Read(storage).Facts;
        return facts is null || facts.LastEpoch < facts.FirstEpoch ? [] : [.. EpochLogReader.Read(storage, facts.FirstEpoch, facts.LastEpoch)];
    }

    public static void AssertSame(EpochRecord expected, EpochRecord actual)
    {
        Assert.Empty(expected.DifferencesFrom(actual));
        Assert.Equal(expected.Generation, actual.Generation);
        Assert.Equal(expected.Partitions, actual.Partitions);
    }

    /// <summary>A printed seed: a failing test says how to run it again.</summary>
    public static Random Seeded(out int seed)
    {
        seed = Environment.GetEnvironmentVariable("STREAMFLOW_SEED") is { } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        Console.WriteLine($"seed: STREAMFLOW_SEED={seed}");
        return new Random(seed);
    }
}
