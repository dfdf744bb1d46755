using StreamFlow.Checkpoints;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints;

/// <summary>
/// A job in miniature: its state is the sum of the offsets read, its two sinks remember every epoch's sum. It dies at each operation of the
/// disk in turn, over and over, by power cut; it must recover by itself and end with the result of a run that never died.
/// </summary>
public class RecoverySimulationTests
{
    private const int LastEpoch = 25;

    [Fact]
    public void Whatever_operation_dies_the_sinks_end_with_every_epoch_once()
    {
        var chance = Given.Seeded(out var seed);
        for (var interval = 1; interval < 60; interval++)
        {
            var storage = new MemoryCheckpointStorage();
            var sinks = new[] { new SimulatedSink("a"), new SimulatedSink("b") };
            var lives = 0;
            for (var done = false; !done; lives++)
            {
                Assert.True(lives < 2000, $"no progress; seed {seed}, interval {interval}");
                // Ever longer lives, or a start that is longer than a life would never get anywhere.
                storage.FailAt(new StorageFaultPlan(storage.Operations + interval + (lives / 3), Torn: chance.Next(2) == 0, AndAllAfter: true));
                done = Live(storage, sinks, chance);
                storage.Crash(chance);
            }

            foreach (var sink in sinks)
                Assert.Equal(Enumerable.Range(1, LastEpoch).Select(epoch => SumAfter(epoch)), sink.Rows);
        }
    }

    /// <summary>A life, until the end or the first failure.</summary>
    private static bool Live(MemoryCheckpointStorage storage, SimulatedSink[] sinks, Random chance)
    {
        try
        {
            Run(storage, sinks, chance);
            return true;
        }
        catch (StreamFaultException fault) when (fault.Origin == FaultOrigin.External && fault.InnerException is IOException)
        {
            return false;
        }
    }

    private static void Run(MemoryCheckpointStorage storage, SimulatedSink[] sinks, Random chance)
    {
        using var held = storage.Hold();
        var scan = EpochLogScan.Read(storage);
        var generation = Generations.Take(storage, scan.Last?.Generation ?? default);
        var store = new CheckpointStore(storage, Given.Job);
        var decision = RecoveryDecision.Decide(new RecoveryFacts
        {
            Job = Given.Job,
            PlanHash = Given.PlanA,
            Log = scan.Facts,
            Checkpoints = store.Inspect(new EpochNumber(sinks.Min(sink => sink.Marker ?? 0))),
            Groups = [.. sinks.Select(sink => sink.Facts)],
        });
        long state = 0;
        CheckpointManifest? checkpoint = null;
        var next = EpochNumber.None.Next;
        foreach (var marker in decision is FreshStart fresh ? fresh.MarkersToSet : Assert.IsType<Resumption>(decision).MarkersToSet)
            sinks.Single(sink => sink.Name == marker.Group).Marker = marker.Epoch.Value;
        if (decision is Resumption resume)
        {
            scan = scan.CutTornTail(storage);
            checkpoint = resume.Checkpoint?.Manifest;
            state = checkpoint is null ? 0 : BitConverter.ToInt64(store.ReadPage(checkpoint.Pages[0]));
            if (resume.HasReplay)
            {
                foreach (var record in EpochLogReader.Read(storage, resume.ReplayFrom, resume.ReplayTo))
                {
                    state = Process(state, record.Number.Value);
                    Array.ForEach(sinks, sink => sink.Commit(record.Number.Value, state, chance: null));
                }
            }

            next = resume.NextEpoch;
        }

        using var log = new EpochLog(storage, Given.Job, scan, new EpochLogOptions { SegmentBytes = 600 });
        for (; next.Value <= LastEpoch; next = next.Next)
        {
            state = Process(state, next.Value);
            log.Append(Given.Epoch(next.Value, generation: generation.Value, sinks: ["a", "b"]));
            log.Flush();
            Array.ForEach(sinks, sink => sink.Commit(next.Value, state, chance));
            if (next.Value % 3 == 0)
            {
                checkpoint = store.Write(
                    new CheckpointContents
                    {
                        Epoch = next,
                        Generation = generation,
                        HeldByAllSinks = next,
                        PlanHash = Given.PlanA,
                        Plan = "sum",
                        Pages = [new PageToWrite("sum", "0", "all", next.Value, BitConverter.GetBytes(state))],
                    },
                    checkpoint);
            }
        }
    }

    private static long Process(long state, long epoch) => (state * 31) + epoch;

    private static long SumAfter(int epoch) => Enumerable.Range(1, epoch).Aggregate(0L, (state, one) => Process(state, one));

    private sealed class SimulatedSink(string name)
    {
        public string Name { get; } = name;

        public long? Marker { get; set; }

        public List<long> Rows { get; } = [];

        public CommitGroupFacts Facts => new(Name, [Name], Marker is { } epoch ? SinkMarker.At(new EpochNumber(epoch)) : SinkMarker.None);

        /// <summary>Takes an epoch that it does not hold; dies before or after now and then.</summary>
        public void Commit(long epoch, long row, Random? chance)
        {
            if (epoch <= Marker)
                return;
            DieSometimes(chance);
            Assert.Equal(epoch - 1, Marker);
            Rows.Add(row);
            Marker = epoch;
            DieSometimes(chance);
        }

        private static void DieSometimes(Random? chance)
        {
            if (chance?.Next(20) == 0)
                throw StreamFaultException.External("died", inner: new IOException());
        }
    }
}
