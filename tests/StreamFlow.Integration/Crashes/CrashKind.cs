namespace StreamFlow.Integration.Crashes;

/// <summary>A way to crash a job or what it stands on.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Does">What it does, for people.</param>
/// <param name="Nodes">Of Kafka that it needs.</param>
/// <param name="RowsPerEpoch">The epochs' size is picked from here: the smaller, the longer the job runs.</param>
/// <param name="InjectAsync">Starts the job, does it, and brings the job to its end.</param>
internal sealed record CrashKind(string Name, string Does, int Nodes, (int From, int To) RowsPerEpoch, Func<CrashRun, Task> InjectAsync)
{
    /// <summary>Whether the job has to have a table.</summary>
    public bool NeedsPostgres { get; init; }

    public static IReadOnlyList<CrashKind> All { get; } =
    [
        new("none", "nothing: one start to the end, into all three sinks", 1, (60, 1_500), run => run.FinishAsync()) { NeedsPostgres = true },
        new("kill", "kill -9 of the job at random instants", 1, (60, 700), Kills.RunAsync),
        new("commit", "kill -9 of the job while a commit is on its way, which the server gets or does not", 1, (200, 1_500), CommitKills.RunAsync),
        new("stop", "SIGSTOP past the transaction time-out, a second instance refused, SIGCONT", 1, (100, 700), Stops.RunAsync),
        new("zombie", "SIGSTOP, a successor on a copy of the checkpoint directory, SIGCONT", 1, (100, 700), Zombies.RunAsync),
        new("kafka-reply", "replies of Kafka to commits lost on the way", 1, (200, 1_500), LostReplies.OfKafkaAsync),
        new("postgres-reply", "replies of PostgreSQL to commits lost on the way", 1, (200, 1_500), LostReplies.OfPostgresAsync) { NeedsPostgres = true },
        new("postgres", "PostgreSQL killed while it works, and started again", 1, (60, 400), PostgresCrashes.RunAsync) { NeedsPostgres = true },
        new("broker", "kill -9 of one of three brokers, and its restart", 3, (300, 900), BrokerCrashes.AnyAsync),
        new("leader", "the leader of an output partition moved, by election or by kill -9", 3, (300, 900), BrokerCrashes.LeaderAsync),
        new("coordinator", "kill -9 of the node that coordinates the transactions or the markers", 3, (300, 900), BrokerCrashes.CoordinatorAsync),
    ];

    public static CrashKind Of(string name) => All.Single(kind => kind.Name == name);

    public override string ToString() => Name;
}
