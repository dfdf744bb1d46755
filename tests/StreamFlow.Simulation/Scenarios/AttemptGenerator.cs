using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Scenarios;

/// <summary>Makes attempts.</summary>
internal static class AttemptGenerator
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();
    private static readonly CrashPoint[] Points = Enum.GetValues<CrashPoint>();

    public static Attempt Make(Random chance, int number, int logEvents)
    {
        var kind = chance.Next(10);
        var trigger = kind < 4 ? Trigger.AvailableNow : kind == 4 ? Trigger.Once : Trigger.Every(TimeSpan.Zero);
        return Shape(chance) with
        {
            Produce = chance.Next((logEvents / 2) + 1),
            Advance = TimeSpan.FromSeconds(chance.Next(3) == 0 ? chance.Next(120) : 0),
            Trigger = trigger,
            FlushAtEnd = trigger.IsBounded && chance.Next(8) == 0,
            RecoverOnly = number > 0 && chance.Next(15) == 0,
            FromLatest = number == 0 && chance.Next(12) == 0,
            Damage = number > 0 && chance.Next(10) == 0 ? (Damage)chance.Next(1, 5) : Damage.None,
            IsWithoutTwins = chance.Next(4) == 0,
            Zombie = (ZombieFate)chance.Next(3),
            PowerCutAfter = chance.Next(3) == 0,
            DeliverBefore = chance.Next(2) == 0,
            Faults = Faults(chance),
            Rounds = [.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => new Round(chance.Next((logEvents / 3) + 1), TimeSpan.FromSeconds(chance.Next(2) == 0 ? chance.Next(90) : 0)))],
        };
    }

    /// <summary>An instance that stands still within an epoch, and goes on while its successor is about to commit: too rare to be left to chance.</summary>
    public static (Attempt Zombie, Attempt Successor) SideBySide(Random chance, Attempt zombie, Attempt successor)
    {
        var freeze = new Fault(FaultKind.Freeze, (CrashPoint)chance.Next((int)CrashPoint.EpochBegun, (int)CrashPoint.AfterCommit), chance.Next(2));
        var thaw = new Fault(FaultKind.Thaw, (CrashPoint)chance.Next((int)CrashPoint.SinksFenced, (int)CrashPoint.AfterCommit), 0);
        return (
            zombie with { Faults = [freeze], Zombie = (ZombieFate)chance.Next((int)ZombieFate.LosesDisk, (int)ZombieFate.KeepsOldDirectory + 1), RecoverOnly = false, Damage = Damage.None },
            successor with { Faults = [thaw], RecoverOnly = false, Damage = Damage.None });
    }

    public static Attempt MakeLast(Random chance, bool flush) => Shape(chance) with { Trigger = Trigger.AvailableNow, FlushAtEnd = flush, DeliverBefore = chance.Next(2) == 0 };

    private static Attempt Shape(Random chance) => new()
    {
        Seed = chance.Next(),
        Trigger = Trigger.AvailableNow,
        Workers = chance.Next(1, 5),
        MaxRowsPerBatch = chance.Next(1, 12),
        MaxRowsPerEpoch = chance.Next(3) == 0 ? chance.Next(1, 12) : chance.Next(8, 150),
        MaxBytesPerEpoch = chance.Next(4) == 0 ? chance.Next(1, 2000) : long.MaxValue,
        CheckpointInterval = chance.Next(3) switch { 0 => TimeSpan.Zero, 1 => TimeSpan.FromSeconds(20), _ => TimeSpan.FromHours(1) },
    };

    private static List<Fault> Faults(Random chance)
    {
        var faults = new List<Fault>();
        for (var left = chance.Next(8) switch { 0 => 0, 1 or 2 => 2, 3 => 3, _ => 1 }; left > 0; left--)
        {
            var kind = Kinds[chance.Next(Kinds.Length)];
            var point = Points[chance.Next(Points.Length)];
            faults.Add(new Fault(kind, point, Skip(chance, kind, point)));
        }

        // Who stood still goes on beside a successor as often as not.
        if (chance.Next(2) == 0)
            faults.Add(new Fault(FaultKind.Thaw, Points[chance.Next(Points.Length)], chance.Next(3)));
        if (chance.Next(2) == 0)
            faults.Add(new Fault(FaultKind.Deliver, Points[chance.Next(Points.Length)], chance.Next(3)));
        return faults;
    }

    /// <summary>Small where the point is passed once a start, larger where it is passed often.</summary>
    private static int Skip(Random chance, FaultKind kind, CrashPoint point) => kind switch
    {
        FaultKind.DiskFull or FaultKind.DiskFails or FaultKind.TornWrite => chance.Next(chance.Next(1, 40)),
        FaultKind.SourceUnreachable => chance.Next(3),
        >= FaultKind.LoseReply => chance.Next(chance.Next(1, 10)),
        _ => point switch
        {
            CrashPoint.GenerationTaken or CrashPoint.SinksFenced or CrashPoint.Recovered => 0,
            CrashPoint.BatchRead => chance.Next(chance.Next(1, 40)),
            _ => chance.Next(chance.Next(1, 10)),
        },
    };
}
