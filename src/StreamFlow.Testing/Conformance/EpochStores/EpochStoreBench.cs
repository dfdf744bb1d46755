using System.Text;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Testing.Conformance.EpochStores;

/// <summary>What a check works with: a storage, and what must be in it.</summary>
internal sealed class EpochStoreBench(EpochStoreConformance kit)
{
    public const string Job = "conformance";

    public CheckpointStorage Storage { get; private set; } = kit.CreateStorage();

    public void Reopen() => Storage = kit.Reopen(Storage);

    public void CutPower() => kit.CutPower(Storage);

    /// <summary>A whole file, appended in one go.</summary>
    public void Write(string name, string text, bool flush = true)
    {
        using var file = Create(name);
        file.Append(Encoding.UTF8.GetBytes(text));
        if (flush)
            file.Flush();
    }

    public CheckpointFile Create(string name) => Storage.TryCreate(name) ?? throw new CheckFailure($"TryCreate('{name}') gives null although there is no such file");

    public void RequireText(string name, string expected, string when)
    {
        var found = Encoding.UTF8.GetString(Storage.ReadAll(name));
        CheckFailure.Require(found == expected, $"{when} file '{name}' has '{found}'; it must have '{expected}'");
        CheckFailure.Require(Storage.LengthOf(name) == found.Length, $"{when} file '{name}' has the length {Storage.LengthOf(name)} and {found.Length} bytes");
    }

    public void RequireNames(string when, params string[] expected)
    {
        var names = Storage.List();
        CheckFailure.Require(names.SequenceEqual(expected), $"{when} the names are [{string.Join(", ", names)}]; they must be [{string.Join(", ", expected)}]");
    }

    /// <summary>The fault that a call must fail with.</summary>
    public static StreamFaultException RequireFault(FaultOrigin origin, string call, Action action)
    {
        try
        {
            action();
        }
        catch (StreamFaultException fault)
        {
            CheckFailure.Require(fault.Origin == origin, $"{call} fails with the origin {fault.Origin}; it must be {origin}");
            return fault;
        }
        catch (Exception error) when (error is not CheckFailure)
        {
            throw new CheckFailure($"{call} fails with {error.GetType().Name}, not with a {nameof(StreamFaultException)}", error);
        }

        throw new CheckFailure($"{call} succeeds; it must fail");
    }

    public static EpochRecord Record(long number, long generation = 1) => new()
    {
        Number = new EpochNumber(number),
        Generation = new Generation(generation),
        PlanHash = new string('a', 64),
        ClockMicroseconds = number,
        Partitions = [new PartitionEpoch(new SourcePartition("in", 0), new OffsetRange((number - 1) * 10, number * 10), 10, 0, number)],
        Sinks = [new SinkEpoch("out", 5, (ulong)number)],
    };

    /// <summary>Opens the log where it ends and appends records up to an epoch.</summary>
    public void AppendRecords(long upTo, long generation = 1, bool flush = true, long segmentBytes = long.MaxValue)
    {
        var scan = EpochLogScan.Read(Storage);
        if (scan.TornTail is not null)
            scan = scan.CutTornTail(Storage);
        using var log = new EpochLog(Storage, Job, scan, new EpochLogOptions { SegmentBytes = segmentBytes, FlushToDisk = flush });
        while (log.NextEpoch.Value <= upTo)
        {
            log.Append(Record(log.NextEpoch.Value, generation));
            log.Flush();
        }
    }

    public void RequireRecords(long upTo, string when)
    {
        var facts = EpochLogScan.Read(Storage).Facts;
        CheckFailure.Require((facts?.LastEpoch.Value ?? 0) == upTo, $"{when} the log ends with epoch {facts?.LastEpoch.ToString() ?? "none"}; it must end with {upTo}");
        if (upTo == 0)
            return;
        foreach (var record in EpochLogReader.Read(Storage, new EpochNumber(1), new EpochNumber(upTo)))
        {
            var differences = Record(record.Number.Value, record.Generation.Value).DifferencesFrom(record);
            CheckFailure.Require(differences.Count == 0, $"{when} the record of epoch {record.Number} differs: {string.Join("; ", differences)}");
        }
    }
}
